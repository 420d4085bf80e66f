/** Under this key the signed-in person is kept; null is nobody. */
export const SESSION_KEY = ['session'] as const;
