import { DomainError } from '../domain-error.js';
import { IGT4SAR_SQUARE_METRES_PER_ACRE } from './coverage.js';
import { FIELD_SWEEP_FACTORS, FITTED_SWEEP_FACTORS } from './sweep-width.js';
import { deriveFromLists, type Facts } from './worked-list-rules.js';
import { inputQuantityOf, isWarning, quantitiesOf } from './worked-names.js';
import { deriveScalars } from './worked-scalar-rules.js';

/** A published or recomputed example; which formula it is for follows from its inputs. */
export interface WorkedExample {
  readonly name: string;
  readonly inputs: Facts;
  readonly expected: Facts;
  /** Greatest absolute difference. */
  readonly tolerance?: number;
  readonly source?: string;
  readonly note?: string;
}

export type ExampleStatus = 'ok' | 'differs' | 'refused' | 'unknown';

export interface ExampleResult {
  readonly name: string;
  /** Under the names of what was expected; null where no formula gives it. */
  readonly got: Facts;
  readonly expected: Facts;
  readonly status: ExampleStatus;
}

const ROUNDING = 1e-12;
const DEFAULT_TOLERANCE = 1e-6;

/** Whether a computed value is the written one: numbers within the tolerance, lists entry by entry. */
function agrees(got: unknown, expected: unknown, tolerance: number): boolean {
  if (typeof got === 'number' && typeof expected === 'number') {
    return Math.abs(got - expected) <= tolerance + ROUNDING * Math.max(1, Math.abs(expected));
  }
  if (Array.isArray(got) && Array.isArray(expected)) {
    return (
      got.length === expected.length && got.every((entry, index) => agrees(entry, expected[index], tolerance))
    );
  }
  if (isFacts(got)) return agreesAsPairs(got, expected, tolerance);
  if (typeof got === 'string' && typeof expected === 'string') {
    return got.replace(/\s/g, '') === expected.replace(/\s/g, '');
  }
  return got === expected;
}

/** Named figures against an object, a list in the same order, or text such as `A->2, B->1`. */
function agreesAsPairs(got: Facts, expected: unknown, tolerance: number): boolean {
  const names = Object.keys(got);
  if (Array.isArray(expected)) return agrees(Object.values(got), expected, tolerance);
  if (typeof expected === 'string') {
    const pairs = [...expected.matchAll(/([A-Z])\W+(\d+)/g)].map(([, name = '', at]) => [name, Number(at)]);
    return agreesAsPairs(got, Object.fromEntries(pairs), tolerance);
  }
  return (
    isFacts(expected) &&
    names.length === Object.keys(expected).length &&
    names.every((name) => agrees(got[name], expected[name], tolerance))
  );
}

function isFacts(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Inputs under the names of the rules, in their units. */
function readInputs(
  { name, inputs, source = '', note = '' }: WorkedExample,
  results: readonly string[],
): Facts {
  const facts: Record<string, unknown> = {};
  for (const [written, value] of Object.entries(inputs)) {
    const quantity = inputQuantityOf(written);
    if (typeof value === 'number') facts[quantity.name] = value * quantity.scale;
    // A capital with a list is the name of a team.
    else facts[/^[A-Z]$/.test(written) ? written : quantity.name] = value;
  }
  if (/rossmo/i.test(name) && 'r' in inputs) facts['rossmoShare'] = inputs['r'];
  const visibility = Object.values(inputs).find(
    (value) => typeof value === 'string' && value in FITTED_SWEEP_FACTORS,
  );
  if (typeof visibility === 'string') {
    const table: Readonly<Record<string, number>> = /fit/i.test(name)
      ? FITTED_SWEEP_FACTORS
      : FIELD_SWEEP_FACTORS;
    facts['factor'] = table[visibility];
  }
  if ('acres' in facts && /igt4sar/i.test(`${name} ${source} ${note}`)) {
    facts['squareMetresPerAcre'] = IGT4SAR_SQUARE_METRES_PER_ACRE;
  }
  // `ttl_km_for_0.5km2` asks for a result at an area that is not among the inputs.
  const area = results
    .map((written) => /_for_([\d.]+)_?km2$/.exec(written)?.[1])
    .find((text) => text !== undefined);
  if (area !== undefined && !('areaKm2' in facts)) facts['areaKm2'] = Number(area);
  return facts;
}

function derive(facts: Facts): Facts {
  const numbers = Object.entries(facts).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return { ...Object.fromEntries(deriveScalars(new Map(numbers))), ...deriveFromLists(facts) };
}

/** The derived value that an expected name stands for, in the unit it is written in; null when there is none. */
function resolve(derived: Facts, written: string, expected: unknown): unknown {
  const wantsList = Array.isArray(expected);
  const wantsNumber = typeof expected === 'number';
  if (written.length === 1 && derived[written] !== undefined) return derived[written];
  for (const { name, scale } of quantitiesOf(written)) {
    const value = (wantsList ? derived[`${name}s`] : undefined) ?? derived[name];
    if (
      value === undefined ||
      (wantsList && typeof value === 'number') ||
      (wantsNumber && Array.isArray(value))
    )
      continue;
    return typeof value === 'number' ? value / scale : value;
  }
  return null;
}

function judge(example: WorkedExample, derived: Facts): ExampleResult {
  const { name, expected, tolerance = DEFAULT_TOLERANCE } = example;
  const written = Object.keys(expected);
  const warnings = written.filter((key) => isWarning(key));
  const wanted = written.filter((key) => !isWarning(key));
  const got: Record<string, unknown> = {};
  for (const key of wanted) got[key] = resolve(derived, key, expected[key]);
  // A warning is heeded when none of the results is what the warned-of formula gives.
  const results = wanted.length > 0 ? Object.values(got) : Object.values(derived);
  const heeded = warnings.every((key) => !results.some((value) => agrees(value, expected[key], tolerance)));
  for (const key of warnings) got[key] = heeded ? 'not used' : 'matched';
  if (written.length === 0 || results.length === 0 || results.includes(null)) {
    return { name, got, expected, status: 'unknown' };
  }
  const right = wanted.every((key) => agrees(got[key], expected[key], tolerance));
  return { name, got, expected, status: right && heeded ? 'ok' : 'differs' };
}

/** Computes an example and compares. A kind that no formula covers is `unknown`, never passed over. */
export function checkExample(example: WorkedExample): ExampleResult {
  const { name, expected } = example;
  const wantsRefusal = Object.keys(expected).some((key) => /^(refus|error|throws)/i.test(key));
  try {
    const result = judge(example, derive(readInputs(example, Object.keys(expected))));
    return wantsRefusal ? { ...result, status: 'differs' } : result;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const got = { refused: error.details['field'] };
    return { name, got, expected, status: wantsRefusal ? 'ok' : 'refused' };
  }
}

/** Reads a file of examples; an entry without name, inputs or expected figures is reported by its place. */
export function readExamples(file: unknown): readonly WorkedExample[] {
  const entries: readonly unknown[] = Array.isArray(file)
    ? file
    : isFacts(file)
      ? (casesOf(file) ?? [file])
      : [];
  return entries.map((entry, index) => {
    const { name, inputs, expected, tolerance, source, note } = isFacts(entry) ? entry : {};
    return {
      name: typeof name === 'string' ? name : `case ${index + 1}`,
      inputs: isFacts(inputs) ? inputs : {},
      expected: isFacts(expected) ? expected : {},
      ...(typeof tolerance === 'number' ? { tolerance } : {}),
      ...(typeof source === 'string' ? { source } : {}),
      ...(typeof note === 'string' ? { note } : {}),
    };
  });
}

function casesOf(file: Facts): readonly unknown[] | undefined {
  return Object.values(file).find((value): value is readonly unknown[] => Array.isArray(value));
}
