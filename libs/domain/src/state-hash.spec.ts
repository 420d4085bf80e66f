import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, textHash } from './state-hash.js';

describe('canonical JSON', () => {
  it('does not see the order of keys or a field left undefined', () => {
    expect(canonicalJson({ b: [1, null], a: { d: 'ә', c: true }, e: undefined })).toBe(
      '{"a":{"c":true,"d":"ә"},"b":[1,null]}',
    );
  });

  it('says the same as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('text hash', () => {
  it('is stable: programs of different versions compare it', () => {
    expect([textHash(''), textHash('a'), textHash('іздеу')]).toEqual([
      '0bdcb81aee8d83',
      '1c2ba782c97901',
      '1fa59affc2b24c',
    ]);
  });

  it('tells near texts apart', () => {
    const hashes = new Set(Array.from({ length: 20_000 }, (_, index) => textHash(`sector-${index}`)));
    expect(hashes.size).toBe(20_000);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{14}$/);
  });
});
