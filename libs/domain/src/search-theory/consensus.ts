import type { ProbabilityMap } from './bayes.js';
import { each, nonNegative, probability, refuse, sameLength, sum, weights } from './accepted-number.js';

/** O'Connor's letters, from "very likely" (A) to "very unlikely" (I). */
export const OCONNOR_LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'] as const;
export type OConnorLetter = (typeof OCONNOR_LETTERS)[number];

/** One evaluator's opinion, in percent or any other weights: every region, the rest of the world with them. */
export interface MattsonVote {
  readonly sectors: readonly number[];
  readonly row: number;
}

export interface OConnorVote {
  readonly letters: readonly OConnorLetter[];
  /** Asked apart, since the rest of the world has no letter; in [0, 1]. */
  readonly row: number;
}

function average(maps: readonly ProbabilityMap[]): ProbabilityMap {
  const [first] = maps;
  if (first === undefined) return refuse('votes', 'votes must not be empty');
  maps.forEach((map, index) => sameLength(`votes[${index}]`, map.sectors, first.sectors.length));
  return {
    sectors: first.sectors.map((_, sector) => sum(maps.map((map) => map.sectors[sector] ?? 0)) / maps.length),
    row: sum(maps.map((map) => map.row)) / maps.length,
  };
}

/**
 * Mattson's consensus: every evaluator shares out 100 over the regions and the rest of the world, and the columns are
 * averaged (CASIE). Votes that do not add up to 100 are scaled, so that no evaluator weighs more than another.
 */
export function mattsonConsensus(votes: readonly MattsonVote[]): ProbabilityMap {
  return average(
    votes.map((vote, index) => {
      const field = `votes[${index}]`;
      weights(field, [...each(`${field}.sectors`, vote.sectors, nonNegative), vote.row]);
      const total = sum(vote.sectors) + vote.row;
      return { sectors: vote.sectors.map((share) => share / total), row: vote.row / total };
    }),
  );
}

/**
 * O'Connor's scores: the lowest letter that this evaluator used counts 1 and each letter above it one more
 * (sarmath.com/consensus-category/o-connor). G, A, C, D give 1, 7, 5, 4.
 */
export function oConnorScores(letters: readonly OConnorLetter[]): readonly number[] {
  if (letters.length === 0) refuse('letters', 'letters must not be empty');
  const ranks = letters.map((letter, index) => {
    const rank = OCONNOR_LETTERS.indexOf(letter);
    return rank >= 0 ? rank : refuse(`letters[${index}]`, `letters[${index}] must be one of A to I`);
  });
  const lowest = Math.max(...ranks);
  return ranks.map((rank) => lowest - rank + 1);
}

/** O'Connor's consensus: scores are normalised per evaluator, scaled by 1 - ROW and averaged. */
export function oConnorConsensus(votes: readonly OConnorVote[]): ProbabilityMap {
  return average(
    votes.map(({ letters, row }, index) => {
      probability(`votes[${index}].row`, row);
      const scores = oConnorScores(letters);
      const total = sum(scores);
      return { sectors: scores.map((score) => (score / total) * (1 - row)), row };
    }),
  );
}
