import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PersistentMap } from './persistent-map.js';

const key = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('__proto__', 'constructor', 'a', 'b'));
const change = fc.record({ key, value: fc.option(fc.nat(), { nil: undefined }) });
const contents = <V>(map: ReadonlyMap<string, V>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

describe('PersistentMap', () => {
  it('holds what an ordinary map holds, and every earlier version stays as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat())), fc.array(change), (start, changes) => {
        const model = new Map(start);
        let map = PersistentMap.from(start);
        for (const { key: name, value } of changes) {
          const before = map;
          const kept = contents(before);
          map = value === undefined ? map.without(name) : map.with(name, value);
          if (value === undefined) model.delete(name);
          else model.set(name, value);
          expect(contents(before)).toEqual(kept);
          expect([map.has(name), map.get(name)]).toEqual([model.has(name), model.get(name)]);
        }
        expect(contents(map)).toEqual(contents(model));
        expect(map.size).toBe(model.size);
        expect([...map.keys()].sort()).toEqual([...model.keys()].sort());
        expect([...map.values()].sort()).toEqual([...model.values()].sort());
        const visited = new Map<string, number>();
        map.forEach((value, name) => visited.set(name, value));
        expect(visited).toEqual(new Map(contents(map)));
      }),
    );
  });

  it('is the same map when there is nothing to take away', () => {
    const map = PersistentMap.from([['a', 1]]);
    expect(map.without('b')).toBe(map);
  });
});
