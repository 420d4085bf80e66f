import { each, probability, refuse, sameLength, weights } from './accepted-number.js';

export interface AssignmentProblem {
  /** Current POA of each sector. */
  readonly poa: readonly number[];
  /** podOf[team][sector]: POD of the whole outing of one team in one sector. */
  readonly podOf: readonly (readonly number[])[];
}

export interface AssignmentPlan {
  /** Sector of each team, by index. */
  readonly sectorOf: readonly number[];
  /** ∑ POA·(1 - ∏(1 - POD)) over the sectors, teams in one sector counted as independent passes. */
  readonly success: number;
  /** Whether no assignment is better; otherwise no exchange of two teams is. */
  readonly proven: boolean;
}

/** POS of a complete assignment. */
export function successOfAssignment({ poa, podOf }: AssignmentProblem, sectorOf: readonly number[]): number {
  return poa.reduce((total, share, sector) => {
    const missed = podOf.reduce(
      (left, pods, team) => (sectorOf[team] === sector ? left * (1 - (pods[sector] ?? 0)) : left),
      1,
    );
    return total + share * (1 - missed);
  }, 0);
}

/** An assignment under construction; the state of the sectors is recomputed only where a team moves. */
class Draft {
  readonly sectorOf: number[];

  constructor(private readonly problem: AssignmentProblem) {
    this.sectorOf = problem.podOf.map(() => -1);
  }

  /** Gain in POS of one more team in a sector. */
  gain(team: number, sector: number): number {
    const { poa, podOf } = this.problem;
    let missed = poa[sector] ?? 0;
    for (const [other, at] of this.sectorOf.entries()) {
      if (at === sector && other !== team) missed *= 1 - (podOf[other]?.[sector] ?? 0);
    }
    return missed * (podOf[team]?.[sector] ?? 0);
  }

  /** The most useful sector for a team, given where the others are. */
  best(team: number): { readonly sector: number; readonly gain: number } {
    let found = { sector: 0, gain: -1 };
    for (let sector = 0; sector < this.problem.poa.length; sector += 1) {
      const gain = this.gain(team, sector);
      if (gain > found.gain) found = { sector, gain };
    }
    return found;
  }
}

/** The pair of team and sector that adds most, until every team has a sector. */
function fillGreedily(draft: Draft): void {
  const waiting = new Set(draft.sectorOf.keys());
  while (waiting.size > 0) {
    const next = [...waiting]
      .map((team) => ({ team, ...draft.best(team) }))
      .reduce((best, candidate) => (candidate.gain > best.gain ? candidate : best));
    draft.sectorOf[next.team] = next.sector;
    waiting.delete(next.team);
  }
}

const LEAST_GAIN = 1e-12;

/** Puts two teams where they are worth most together; true when that was somewhere else. */
function improvePair(draft: Draft, problem: AssignmentProblem, first: number, second: number): boolean {
  const before = [draft.sectorOf[first] ?? 0, draft.sectorOf[second] ?? 0] as const;
  draft.sectorOf[second] = -1;
  const kept = draft.gain(first, before[0]);
  draft.sectorOf[first] = before[0];
  let best = { at: before, worth: kept + draft.gain(second, before[1]) + LEAST_GAIN };
  let moved = false;
  for (let sector = 0; sector < problem.poa.length; sector += 1) {
    draft.sectorOf[second] = -1;
    const own = draft.gain(first, sector);
    draft.sectorOf[first] = sector;
    const partner = draft.best(second);
    if (own + partner.gain > best.worth) {
      best = { at: [sector, partner.sector], worth: own + partner.gain };
      moved = true;
    }
  }
  draft.sectorOf[first] = best.at[0];
  draft.sectorOf[second] = best.at[1];
  return moved;
}

function exchangePairs(draft: Draft, problem: AssignmentProblem): void {
  const teams = problem.podOf.length;
  let moved = true;
  while (moved) {
    moved = false;
    for (let first = 0; first < teams; first += 1) {
      for (let second = first + 1; second < teams; second += 1) {
        if (improvePair(draft, problem, first, second)) moved = true;
      }
    }
  }
}

/** Partial assignments that are looked at before a plan is left unproved. */
const MAX_STEPS = 20_000;

/**
 * Branch and bound from a plan: a gain only shrinks as teams are added, so that what the waiting teams would each add
 * now bounds what they can add together.
 */
function searchFurther(problem: AssignmentProblem, sectorOf: readonly number[]): AssignmentPlan {
  let best = { sectorOf, success: successOfAssignment(problem, sectorOf) };
  const draft = new Draft(problem);
  let steps = 0;
  const visit = (success: number, waiting: readonly number[]): boolean => {
    steps += 1;
    if (steps > MAX_STEPS) return false;
    const [team, ...later] = waiting;
    if (team === undefined) {
      best = { sectorOf: [...draft.sectorOf], success };
      return true;
    }
    const boundOfLater = later.reduce((bound, other) => bound + draft.best(other).gain, 0);
    const gains = problem.poa
      .map((_, sector) => ({ sector, gain: draft.gain(team, sector) }))
      .sort((a, b) => b.gain - a.gain);
    for (const { sector, gain } of gains) {
      if (success + gain + boundOfLater <= best.success + LEAST_GAIN) break;
      draft.sectorOf[team] = sector;
      const finished = visit(success + gain, later);
      draft.sectorOf[team] = -1;
      if (!finished) return false;
    }
    return true;
  };
  const proven = visit(0, [...draft.sectorOf.keys()]);
  return { ...best, proven };
}

/**
 * Whole teams to whole sectors: greedy by marginal POS, then pairs of teams are moved as long as POS rises, then branch
 * and bound while that is quick. Neither the highest POA nor the highest POD decides (CASIE: POA .30/.35/.20, team A
 * .5/.5/.7, team B .4/.35/.55 gives A to 2 and B to 1).
 */
export function assignTeams(problem: AssignmentProblem): AssignmentPlan {
  const { poa, podOf } = problem;
  weights('poa', each('poa', poa, probability));
  if (podOf.length === 0) refuse('podOf', 'there must be at least one team');
  podOf.forEach((pods, team) => {
    sameLength(`podOf[${team}]`, pods, poa.length);
    each(`podOf[${team}]`, pods, probability);
  });
  const draft = new Draft(problem);
  fillGreedily(draft);
  exchangePairs(draft, problem);
  return searchFurther(problem, draft.sectorOf);
}
