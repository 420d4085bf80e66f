/** Night is not a darker dark: red light alone keeps eyes adapted to the dark for half an hour's work. */
export const APPEARANCES = ['day', 'dark', 'night'] as const;
export type Appearance = (typeof APPEARANCES)[number];
