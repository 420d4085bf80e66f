/** What the windows of one board tell each other: ids only, and only what is in hand. */
export type WindowMessage =
  | { kind: 'hello'; incidentId: string }
  | { kind: 'opened'; incidentId: string }
  | { kind: 'selection'; incidentId: string; selection: readonly string[]; teamId: string | null };

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** An older build may still be open in the other window: what it says is looked at before it is believed. */
export function readWindowMessage(data: unknown): WindowMessage | null {
  if (typeof data !== 'object' || data === null) return null;
  const { kind, incidentId, selection, teamId } = data as Record<string, unknown>;
  if (typeof incidentId !== 'string') return null;
  if (kind === 'hello' || kind === 'opened') return { kind, incidentId };
  if (kind !== 'selection' || !isStrings(selection)) return null;
  return { kind, incidentId, selection, teamId: typeof teamId === 'string' ? teamId : null };
}
