// `npm run search-theory -- FILE.json`: worked examples of search theory, computed by the built library and compared.
// Prints `name  got  expected  ok` a case; exits 1 if any differs, is refused or is of a kind no formula covers.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './prepare.mjs';
import { node, root, tool } from './run.mjs';

const LIBRARY = join(root, 'libs/domain/dist/search-theory/worked-example.js');
const VERDICT = { ok: 'ok', differs: 'NOT OK', refused: 'REFUSED', unknown: 'unknown' };

const rounded = (_key, value) => (typeof value === 'number' ? Number(value.toPrecision(10)) : value);
const text = (facts) => JSON.stringify(facts, rounded);

/** Only the library that computes, not the whole product. A stale tsbuildinfo may write nothing: then once more. */
const buildDomain = async () => {
  await ensureDependencies();
  const compile = (more) => node(tool('typescript/bin/tsc'), ['-b', 'libs/domain', ...more]);
  await compile([]);
  if (!existsSync(LIBRARY)) await compile(['--force']);
};

const main = async ([file]) => {
  if (file === undefined) throw new Error('usage: npm run search-theory -- FILE.json');
  await buildDomain();
  const { checkExample, readExamples } = await import(pathToFileURL(LIBRARY).href);
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  const results = readExamples(JSON.parse(await readFile(path, 'utf8'))).map(checkExample);
  for (const { name, got, expected, status } of results)
    console.log([name, text(got), text(expected), VERDICT[status]].join('  '));
  const right = results.filter(({ status }) => status === 'ok').length;
  console.log(`${right} of ${results.length} ok`);
  return results.length > 0 && right === results.length ? 0 : 1;
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`izdeu: ${error.message}`);
  process.exitCode = 1;
}
