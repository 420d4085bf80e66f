/** What an event that takes another back says of it. */
export interface UndoNote {
  readonly seq: number;
  readonly reason: string;
}
