import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { BodyTurns } from './body-turns.js';

const LARGE = 100_000;

describe('turns of large bodies', () => {
  test('one is parsed each turn of the loop, in the order in which they came', async () => {
    const turns = new BodyTurns();
    const parsed: number[] = [];
    for (let body = 0; body < 4; body += 1) void turns.take(LARGE).then(() => parsed.push(body));
    const seen: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      await nextTurn();
      seen.push(parsed.length);
    }
    for (const [turn, count] of seen.entries()) expect(count - (seen[turn - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(parsed).toEqual([0, 1, 2, 3]);
  });

  test('a small one overtakes the line', async () => {
    const turns = new BodyTurns();
    const parsed: string[] = [];
    void turns.take(LARGE).then(() => parsed.push('large'));
    await turns.take(500).then(() => parsed.push('small'));
    expect(parsed).toEqual(['small']);
  });

  test('the line starts again after it was empty', async () => {
    const turns = new BodyTurns();
    await turns.take(LARGE);
    await turns.take(LARGE);
    await expect(turns.take(LARGE)).resolves.toBeUndefined();
  });
});
