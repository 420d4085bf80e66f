import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let source: Promise<string> | undefined;

/** What axe finds against WCAG 2.2 AA on the page as it stands, targets under 24 px included; none is the wish. */
export const axeViolations = async (page: Page, only?: readonly string[]): Promise<string[]> => {
  source ??= readFile(AXE, 'utf8');
  await page.evaluate(await source);
  const options: RunOptions =
    only === undefined
      ? { runOnly: TAGS, rules: { 'target-size': { enabled: true } } }
      : { runOnly: { type: 'rule', values: [...only] } };
  const results = await page.evaluate(async (given) => {
    const { axe } = window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } };
    return axe.run(given);
  }, options);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
  );
};
