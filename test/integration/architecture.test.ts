// ARCHITECTURE.md is a map: short enough to be read, and everything it points at is there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const MAX_LINES = 150;

/** A path of this repository: words with a slash, no spaces, no scheme, no package name, no address of the API. */
const isPath = (code: string): boolean =>
  /^[.\w][\w.*{},-]*(\/[\w.*{},-]*)+$/.test(code) && !/^(api|health|application|text|image)\//.test(code);

/** Paths with a pattern point at what stands before it: `apps/{a,b}/x` at apps. */
const solidPart = (path: string): string => {
  const segments = path.split('/');
  const pattern = segments.findIndex((segment) => /[*{]/.test(segment));
  return (pattern === -1 ? segments : segments.slice(0, pattern)).join('/');
};

describe('ARCHITECTURE.md', () => {
  let text = '';

  beforeAll(() => {
    const file = join(root, 'ARCHITECTURE.md');
    if (!existsSync(file)) throw new Error('ARCHITECTURE.md is missing: write the map of this repository');
    text = readFileSync(file, 'utf8');
  });

  it(`has at most ${MAX_LINES} lines`, () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(MAX_LINES);
  });

  it('names only paths that exist', () => {
    const prose = text.replace(/^```[\s\S]*?^```/gm, '');
    const paths = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '').filter(isPath);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !existsSync(join(root, solidPart(path))))).toEqual([]);
  });
});
