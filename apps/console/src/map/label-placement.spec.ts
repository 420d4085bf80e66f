import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BoxIndex, offsetsAround, overlaps, placeLabels, type LabelRequest } from './label-placement.js';

const request = (x: number, y: number, priority = 1, more: Partial<LabelRequest> = {}): LabelRequest => ({
  x,
  y,
  width: 60,
  height: 20,
  priority,
  offsets: offsetsAround(60, 20, 10),
  ...more,
});

describe('placement of labels', () => {
  test('a lone label stands right of its mark', () => {
    expect(placeLabels([request(100, 100)], new BoxIndex())).toEqual([
      { left: 110, top: 90, right: 170, bottom: 110 },
    ]);
  });

  test('the lower number is placed first, whatever the order of asking; the other moves aside', () => {
    const [second, first] = placeLabels([request(100, 100, 5), request(102, 100, 1)], new BoxIndex());
    expect(first?.left).toBe(112);
    expect(second?.right).toBe(90);
  });

  test('in a heap some are left out, but never a forced one', () => {
    const heap = Array.from({ length: 20 }, () => request(100, 100));
    expect(placeLabels(heap, new BoxIndex()).filter((box) => box !== null)).toHaveLength(4);
    const forced = placeLabels([...heap, request(100, 100, 9, { forced: true })], new BoxIndex());
    expect(forced[20]).toEqual({ left: 110, top: 90, right: 170, bottom: 110 });
  });

  test('keeps clear of what was there before, across the cells of the index', () => {
    const taken = new BoxIndex();
    taken.add({ left: -500, top: -500, right: 500, bottom: 500 });
    expect(placeLabels([request(0, 0), request(499, 499), request(700, 0)], taken)).toEqual([
      null,
      { left: 509, top: 489, right: 569, bottom: 509 },
      { left: 710, top: -10, right: 770, bottom: 10 },
    ]);
  });

  test('no two labels that were not forced ever overlap', () => {
    const marks = fc.record({
      x: fc.integer({ min: -200, max: 1600 }),
      y: fc.integer({ min: -200, max: 1000 }),
      priority: fc.integer({ min: 0, max: 6 }),
      width: fc.integer({ min: 5, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 120 }), (all) => {
        const asked = all.map(({ x, y, priority, width }) =>
          request(x, y, priority, { width, offsets: offsetsAround(width, 20, 10) }),
        );
        const boxes = placeLabels(asked, new BoxIndex()).filter((box) => box !== null);
        return boxes.every((box, index) => boxes.slice(index + 1).every((other) => !overlaps(box, other)));
      }),
    );
  });

  test('the most important label always gets a place on open ground', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 60 }), (places) => {
        const asked = places.map((x, index) => request(x, x, index));
        return placeLabels(asked, new BoxIndex())[0] !== null;
      }),
    );
  });
});
