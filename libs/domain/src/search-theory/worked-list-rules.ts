import { each, finite, probability, sum } from './accepted-number.js';
import { overallProbabilityOfSuccess, posteriorPoa } from './bayes.js';
import { mattsonConsensus, OCONNOR_LETTERS, oConnorConsensus, oConnorScores } from './consensus.js';
import { podOfCoverage, podOfPasses } from './coverage.js';
import { RING_SHARES } from './distance-rings.js';
import { allocateEffort } from './effort-allocation.js';
import { empiricalQuantile } from './empirical-quantile.js';
import { rossmoScore, rossmoShare } from './rossmo.js';
import { mergeSectors, poaByArea } from './sector-split.js';
import { assignTeams } from './team-assignment.js';

export type Facts = Readonly<Record<string, unknown>>;
type Numbers = readonly number[];

const isNumbers = (value: unknown): value is Numbers =>
  Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'number');
const isRows = (value: unknown): value is readonly Numbers[] =>
  Array.isArray(value) && value.length > 0 && value.every(isNumbers);
const isLetter = (value: unknown): value is (typeof OCONNOR_LETTERS)[number] =>
  OCONNOR_LETTERS.some((letter) => letter === value);
const fractionOf = (row: unknown): number => (typeof row === 'number' ? (row > 1 ? row / 100 : row) : 0);

function numbered(prefix: string, values: Numbers): Facts {
  return Object.fromEntries(values.map((value, index) => [`${prefix}${index + 1}`, value]));
}

function effortFacts({ effectiveness, poc, totalTime }: Facts): Facts {
  if (!isNumbers(effectiveness) || !isNumbers(poc) || typeof totalTime !== 'number') return {};
  const { times, remainingRate, success } = allocateEffort({
    poa: poc,
    coverageRates: effectiveness,
    totalTime,
  });
  const after = poc.map(
    (weight, index) => weight * Math.exp(-(effectiveness[index] ?? 0) * (times[index] ?? 0)),
  );
  const rates = after.map((weight, index) => weight * (effectiveness[index] ?? 0));
  const indexed = { ...numbered('poc', after), ...numbered('psr', rates), ...numbered('time', times) };
  const coverages = times.map((time, index) => time * (effectiveness[index] ?? 0));
  const perSector = { times, coverages, pods: coverages.map(podOfCoverage), poaAfter: after, psrs: rates };
  return { ...indexed, ...perSector, psr: remainingRate, pos: success };
}

/** PODs of every pass over the regions: `step1`, `step2`, ..., one list, or one number for the `searched` region. */
function passesOver(facts: Facts, regions: number): readonly Numbers[] {
  const steps = Object.keys(facts)
    .filter((name) => /^(step|pass|search|pod)\d+$/i.test(name))
    .map((name) => facts[name])
    .filter(isNumbers);
  const given = [facts['podCum'], facts['pod'], facts['pods']].find(isNumbers);
  const { pod, searched, searchedAfter } = facts;
  const one =
    typeof pod === 'number' ? [searched, searchedAfter].find((at) => typeof at === 'number') : undefined;
  const single =
    one === undefined ? [] : [Array.from({ length: regions }, (_, at) => (at === one ? Number(pod) : 0))];
  const passes = steps.length > 0 ? steps : given === undefined ? single : [given];
  return passes.every((pass) => Math.abs(regions - pass.length) <= 1) ? passes : [];
}

/** POS of each pass given that those before it failed. */
function conditionalPos(poa: Numbers, passes: readonly Numbers[]): Numbers {
  const overall = passes.map((_, last) =>
    overallProbabilityOfSuccess(poa, podsOver(passes.slice(0, last + 1), poa)),
  );
  return overall.map((pos, pass) => (pos - (overall[pass - 1] ?? 0)) / (1 - (overall[pass - 1] ?? 0)));
}

function podsOver(passes: readonly Numbers[], poa: Numbers): Numbers {
  return poa.map((_, index) => podOfPasses(passes.map((pass) => pass[index] ?? 0)));
}

function bayesFacts(facts: Facts): Facts {
  const { poa: given, row } = facts;
  if (!isNumbers(given)) return {};
  const poa = typeof row === 'number' ? [...given, row] : given;
  const passes = passesOver(facts, poa.length);
  if (passes.length === 0) return {};
  const pods = podsOver(passes, poa);
  each('poa', poa, probability);
  const posterior = posteriorPoa(poa, pods);
  const opos = overallProbabilityOfSuccess(poa, pods);
  const merged = mergeSectors(poa.map((priorPoa, index) => ({ priorPoa, cumulativePod: pods[index] ?? 0 })));
  return {
    poaAfter: posterior.slice(0, given.length),
    rowAfter: posterior.at(-1),
    searchedAfter: posterior[pods.indexOf(Math.max(...pods))],
    opos,
    pos: opos,
    conditionalPos: conditionalPos(poa, passes),
    missed: 1 - opos,
    podCum: merged.cumulativePod,
    mergedPoa: merged.priorPoa,
  };
}

/** POD of each team: rows, an object of rows, or inputs `A`, `B` / `podA`, `podB`. */
function teamsOf(facts: Facts): ReadonlyMap<string, Numbers> {
  const { pod, pods, podOf, teams } = facts;
  const nested = [podOf, teams, pod, pods].find((value) => typeof value === 'object' && !isNumbers(value));
  if (isRows(nested)) return new Map(nested.map((row, index) => [String.fromCharCode(65 + index), row]));
  const named = Object.entries(nested ?? facts).flatMap(([name, value]) => {
    const team = /^(?:pod|team)?_?([A-Z])$/.exec(name)?.[1];
    return team !== undefined && isNumbers(value) ? [[team, value] as const] : [];
  });
  return new Map(named);
}

function assignmentFacts(facts: Facts): Facts {
  const { poa } = facts;
  const teams = teamsOf(facts);
  const rows = [...teams.values()];
  if (!isNumbers(poa) || rows.length === 0 || rows.some((row) => row.length !== poa.length)) return {};
  const { sectorOf, success } = assignTeams({ poa, podOf: rows });
  const assignment = Object.fromEntries(
    [...teams.keys()].map((team, index) => [team, (sectorOf[index] ?? 0) + 1]),
  );
  return { ...assignment, assignment, sectors: sectorOf.map((sector) => sector + 1), pos: success };
}

function oConnorFacts({ letters, row }: Facts): Facts {
  if (!Array.isArray(letters)) return {};
  const votes: readonly unknown[] = Array.isArray(letters[0]) ? letters : [letters];
  const read = votes.map((vote) => (Array.isArray(vote) ? vote.filter(isLetter) : []));
  const consensus = oConnorConsensus(read.map((vote) => ({ letters: vote, row: fractionOf(row) })));
  const scores = oConnorScores(read[0] ?? []);
  const pct = consensus.sectors.map((share) => share * 100);
  const pctRounded = pct.map(Math.round);
  return {
    scores,
    total: sum(scores),
    pct,
    pctRounded,
    poaAfter: consensus.sectors,
    rowAfter: consensus.row,
  };
}

function mattsonFacts({ votes }: Facts): Facts {
  if (!isRows(votes)) return {};
  const { sectors, row } = mattsonConsensus(
    votes.map((vote) => ({ sectors: vote.slice(0, -1), row: vote.at(-1) ?? 0 })),
  );
  const poaAfter = [...sectors, row];
  return { poaAfter, rowAfter: row, pct: poaAfter.map((share) => share * 100) };
}

function passesFacts({ pods, coverages }: Facts): Facts {
  if (isNumbers(coverages)) return { podCum: podOfCoverage(sum(coverages)), coverage: sum(coverages) };
  return isNumbers(pods) ? { podCum: podOfPasses(pods) } : {};
}

function splitFacts({ regionPoa, poa, partAreas }: Facts): Facts {
  const whole = [regionPoa, poa].find((value) => typeof value === 'number');
  return typeof whole === 'number' && isNumbers(partAreas) ? { poaAfter: poaByArea(whole, partAreas) } : {};
}

function quantileFacts({ distances, p, share }: Facts): Facts {
  if (!isNumbers(distances)) return {};
  each('distances', distances, finite);
  const quantiles = RING_SHARES.map((of) => empiricalQuantile(distances, of));
  const asked = [p, share].find((value) => typeof value === 'number');
  const named = RING_SHARES.map((of, index) => [`r${of * 100}`, quantiles[index]] as const);
  const quantile = typeof asked === 'number' ? { quantile: empiricalQuantile(distances, asked) } : {};
  return { ...Object.fromEntries(named), quantiles, ...quantile };
}

function rossmoFacts({ cells, findIndex }: Facts): Facts {
  if (!Array.isArray(cells) || typeof findIndex !== 'number') return {};
  const flat: readonly unknown[] = cells.flat();
  if (!isNumbers(flat)) return {};
  const share = rossmoShare(flat, findIndex);
  return { rossmoShare: share, rossmo: rossmoScore(share) };
}

/** Everything that follows from the lists given; what needs a list that is not there adds nothing. */
export function deriveFromLists(facts: Facts): Facts {
  const rules = [
    passesFacts,
    bayesFacts,
    splitFacts,
    effortFacts,
    assignmentFacts,
    oConnorFacts,
    mattsonFacts,
    quantileFacts,
    rossmoFacts,
  ];
  return Object.assign({}, ...rules.map((rule) => rule(facts))) as Facts;
}
