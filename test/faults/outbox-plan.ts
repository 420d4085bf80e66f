import type { AssignmentState } from '@izdeu/contracts';
import fc from 'fast-check';
import type { Fate } from './phone-outbox.js';

/** Steps of an assignment from the order to the debrief. */
export const STEPS = [
  'acknowledged',
  'en-route',
  'searching',
  'returning',
  'debriefing',
  'completed',
] as const satisfies readonly AssignmentState[];

export const SECTORS = 3;

/** One phone reports the first so many steps of the assignment of each sector, and so many batches of positions. */
export interface PhonePlan {
  /** By sector: how many steps it reports; 0 when it says nothing about that one. */
  readonly steps: readonly number[];
  /** Which sector it reports next, over and over; order within one assignment follows from `steps`. */
  readonly order: readonly number[];
  readonly batches: number;
  readonly fixesPerBatch: number;
}

/** One attempt of one phone, and perhaps an old copy of a command that comes late. */
export interface Move {
  readonly phone: number;
  readonly lane: number;
  readonly fate: Fate;
  /** Which of what has arrived comes once more. */
  readonly repeat: number | null;
}

export const phonePlan: fc.Arbitrary<PhonePlan> = fc.record({
  steps: fc.array(fc.integer({ min: 0, max: STEPS.length }), { minLength: SECTORS, maxLength: SECTORS }),
  order: fc.array(fc.nat(SECTORS - 1), { minLength: 4, maxLength: 12 }),
  batches: fc.integer({ min: 0, max: 3 }),
  fixesPerBatch: fc.integer({ min: 1, max: 5 }),
});

const fate = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Fate>('answered') },
  { weight: 2, arbitrary: fc.constant<Fate>('lost') },
  { weight: 1, arbitrary: fc.constant<Fate>('unsent') },
  { weight: 1, arbitrary: fc.constant<Fate>('closed-tab') },
);

export const moves = (phones: number): fc.Arbitrary<Move[]> =>
  fc.array(
    fc.record({
      phone: fc.nat(phones - 1),
      lane: fc.nat(1),
      fate,
      repeat: fc.option(fc.nat(), { freq: 2 }),
    }),
    { minLength: 10, maxLength: 60 },
  );

/** The phone's reports in the order in which it makes them: sectors in turn as `order` says, each by its steps. */
export const reportsOf = ({ steps, order }: PhonePlan): { sector: number; to: (typeof STEPS)[number] }[] => {
  const done = steps.map(() => 0);
  const reports: { sector: number; to: (typeof STEPS)[number] }[] = [];
  const report = (sector: number): void => {
    const to = STEPS[done[sector] ?? STEPS.length];
    if (to === undefined || (done[sector] ?? 0) >= (steps[sector] ?? 0)) return;
    done[sector] = (done[sector] ?? 0) + 1;
    reports.push({ sector, to });
  };
  for (const sector of order) report(sector);
  for (const [sector, count] of steps.entries()) for (let step = 0; step < count; step += 1) report(sector);
  return reports;
};
