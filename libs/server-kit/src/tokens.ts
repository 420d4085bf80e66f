/** Injection tokens for values that are not classes. */
export const SETTINGS = Symbol('Settings');
export const DATABASE = Symbol('Database');
export const LOG = Symbol('Log');
