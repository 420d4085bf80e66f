// `npm run capacity [-- --phones N --incident-size N ...]`: what a region, the country and a million phones need, from a
// simulated search and what `npm run bench -- costs` measured on this machine, else on ours; --costs FILE takes another
// measurement.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './prepare.mjs';
import { node, root, tool } from './run.mjs';

const LIBRARY = join(root, 'libs/testing/dist/capacity/index.js');
const MEASURED = join(root, '.cache/measured-costs.json');
const OURS = join(root, 'docs/measured-costs.json');
const BEHAVIOUR = {
  secondsBetweenFixes: 10,
  commandsPerPhoneHour: 6,
  outagesPerPhoneHour: 4,
  outageSeconds: 180,
  snapshotsPerPhoneHour: 0.5,
};
const STEPS = [
  { name: 'a region', incidents: 3, phonesEach: 100 },
  { name: 'the country, 20 regions', incidents: 60, phonesEach: 100 },
  { name: 'a million phones', incidents: 10_000, phonesEach: 100 },
];
/** `secondsBetweenFixes` is `--seconds-between-fixes`. */
const optionOf = (key) => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const build = async () => {
  await ensureDependencies();
  const compile = (more) => node(tool('typescript/bin/tsc'), ['-b', 'libs/testing', ...more]);
  await compile([]);
  if (!existsSync(LIBRARY)) await compile(['--force']);
};

const numbers = (defaults, values) =>
  Object.fromEntries(
    Object.entries(defaults).map(([key, value]) => {
      const given = values[optionOf(key)];
      const number = given === undefined ? value : Number(given);
      if (!(number > 0)) throw new Error(`--${optionOf(key)} must be a number above 0, not ${given}`);
      return [key, number];
    }),
  );

const main = async (args) => {
  await build();
  const { capacityTable, DEFAULT_LIMITS, measuredCostsSchema, resultOf } = await import(LIBRARY);
  const names = [...Object.keys(BEHAVIOUR), ...Object.keys(DEFAULT_LIMITS)].map(optionOf);
  const { values } = parseArgs({
    args,
    options: Object.fromEntries(
      ['phones', 'incident-size', 'costs', ...names].map((name) => [name, { type: 'string' }]),
    ),
  });
  const { phones, size } = numbers(
    { phones: 0, size: 100 },
    { phones: values.phones ?? '1', size: values['incident-size'] },
  );
  const steps =
    values.phones === undefined
      ? STEPS.map((step) => ({
          ...step,
          phonesEach: size,
          incidents: Math.max(1, Math.round((step.incidents * step.phonesEach) / size)),
        }))
      : [
          {
            name: `${phones.toLocaleString('en')} phones`,
            phonesEach: Math.min(size, phones),
            incidents: Math.max(1, Math.round(phones / size)),
          },
        ];
  const file = values.costs ?? (existsSync(MEASURED) ? MEASURED : OURS);
  if (!existsSync(file)) throw new Error(`there is no ${file}; npm run bench -- costs measures one`);
  const costs = measuredCostsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const [behaviour, limits] = [numbers(BEHAVIOUR, values), numbers(DEFAULT_LIMITS, values)];
  console.log(`Costs: ${costs.command} on ${costs.measuredAt}, ${costs.machine}`);
  console.log(`Behaviour: ${JSON.stringify(behaviour)}`);
  console.log(`Limits: ${JSON.stringify(limits)}\n`);
  console.log(
    capacityTable(
      steps.map((step) => resultOf(step, behaviour, costs, limits)),
      costs,
    ),
  );
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`izdeu: ${error.message}`);
  process.exitCode = 1;
}
