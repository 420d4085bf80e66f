/** Bodies are plain JSON built in one order, so their texts tell whether they say the same. */
export const sameJson = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
