import { describe, expect, test } from '@jest/globals';
import {
  CLICK_RANK,
  MapObjects,
  nearestOf,
  neighbourOf,
  type Direction,
  type MapObjectSource,
} from './map-objects.js';

const at = (x: number, y: number) => ({ x, y });
const same = (place: { x: number; y: number }) => place;
const source = (ids: readonly string[]): MapObjectSource => ({
  nearest: () => ids[0] ?? null,
  neighbour: (id) => id,
  has: (id) => ids.includes(id),
  focus: () => undefined,
  describe: (id) => id,
  select: () => undefined,
});

describe('things on the map for the keyboard', () => {
  test('arrows find what lies ahead, and stay where they are at the edge', () => {
    const [middle, right, farRight, below] = [at(0, 0), at(10, 2), at(30, 0), at(1, 10)];
    const all = [middle, right, farRight, below];
    expect(neighbourOf(all, middle, 'right', same)).toBe(right);
    expect(neighbourOf(all, right, 'right', same)).toBe(farRight);
    expect(neighbourOf(all, farRight, 'right', same)).toBe(farRight);
    expect(neighbourOf(all, middle, 'down', same)).toBe(below);
    expect(neighbourOf(all, below, 'up', same)).toBe(middle);
  });

  test('from the nearest of scattered things every other is reached by arrows', () => {
    const all = Array.from({ length: 60 }, (_, index) => at((index * 37) % 101, (index * 53) % 97));
    const first = nearestOf(all, at(50, 50), same);
    const reached = new Set([first]);
    const queue = [first];
    while (queue.length > 0) {
      const from = queue.pop();
      for (const direction of ['up', 'down', 'left', 'right'] as Direction[]) {
        const next = from ? neighbourOf(all, from, direction, same) : null;
        if (next && !reached.has(next)) {
          reached.add(next);
          queue.push(next);
        }
      }
    }
    expect(reached.size).toBe(all.length);
  });

  test('kinds without anything are passed over, and a layer that left takes its own kind alone', () => {
    const objects = new MapObjects();
    const leave = objects.offer('sector', source(['a']));
    objects.offer('team', source([]));
    objects.offer('point', source(['p']));
    expect(objects.kinds([0, 0])).toEqual(['sector', 'point']);
    objects.offer('sector', source(['b']));
    leave();
    expect(objects.source('sector')?.has('b')).toBe(true);
  });

  test('a click goes to the first that wants it, marks before sectors', () => {
    const objects = new MapObjects();
    const heard: string[] = [];
    const listen = (name: string, wants: boolean) => () => {
      heard.push(name);
      return wants;
    };
    objects.onClick(3, listen('sector', true));
    const leave = objects.onClick(1, listen('mark', true));
    objects.onClick(2, listen('point', false));
    const click = {
      position: [63, 53] as [number, number],
      options: { additive: false, range: false },
      pixel: at(0, 0),
    };
    objects.click(click);
    expect(heard).toEqual(['mark']);
    leave();
    objects.click(click);
    expect(heard).toEqual(['mark', 'point', 'sector']);
  });

  test('a tool in hand is known until it is put away', () => {
    const objects = new MapObjects();
    const takeAway = objects.onClick(CLICK_RANK.sector, () => true);
    expect(objects.toolInHand()).toBe(false);
    const putAway = objects.onClick(CLICK_RANK.tool, () => true);
    expect(objects.toolInHand()).toBe(true);
    putAway();
    expect(objects.toolInHand()).toBe(false);
    takeAway();
  });
});
