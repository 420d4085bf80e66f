import { describe, expect, it } from '@jest/globals';
import { IncidentTurns } from './incident-turns.js';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when it is told to. */
const held = () => {
  let release: () => void = () => undefined;
  const end = new Promise<void>((resolve) => (release = resolve));
  const started: string[] = [];
  return { started, release, work: (name: string) => () => (started.push(name), end) };
};

describe('turns of writes', () => {
  it('let two writes of one incident hold a connection and the rest wait without one, in order', async () => {
    const turns = new IncidentTurns();
    const { started, release, work } = held();
    const all = ['a', 'b', 'c', 'd'].map((name) => turns.pass('one', work(name)));
    await settled();
    expect(started).toEqual(['a', 'b']);
    release();
    await Promise.all(all);
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('never make one incident wait for another, nor a write that is about none', async () => {
    const turns = new IncidentTurns();
    const { started, release, work } = held();
    const all = ['a', 'b', 'c'].map((name) => turns.pass('one', work(name)));
    const others = [turns.pass('two', work('other')), turns.pass(null, work('none'))];
    await settled();
    expect(started).toEqual(['a', 'b', 'other', 'none']);
    release();
    await Promise.all([...all, ...others]);
  });

  it('go on after a write that failed', async () => {
    const turns = new IncidentTurns();
    const fail = () => Promise.reject(new Error('refused'));
    const all = [1, 2, 3].map(() => turns.pass('one', fail).catch(() => 'failed'));
    expect(await Promise.all(all)).toEqual(['failed', 'failed', 'failed']);
    await expect(turns.pass('one', () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
