export * from './database.js';
export * from './socket-client.js';
