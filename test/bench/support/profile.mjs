// What a server spends its own processor time and its memory on, when IZDEU_PROFILE_DIR names a folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = process.env.IZDEU_PROFILE_DIR;
const ROWS = 12;

/** Node's options that make a process write both profiles when it ends; none without the folder. */
export const profileArguments = (label) =>
  FOLDER === undefined
    ? []
    : [
        ...['--cpu-prof', '--cpu-prof-dir', FOLDER, '--cpu-prof-name', `${label}.cpuprofile`],
        ...['--heap-prof', '--heap-prof-dir', FOLDER, '--heap-prof-name', `${label}.heapprofile`],
      ];

const placeOf = ({ functionName, url }) => {
  const file = url.replace(/^.*\/(node_modules|libs|apps)\//, '').replace(/^file:\/\//, '');
  return `${functionName || '(anonymous)'} ${file}`.trim();
};

const sumOf = (costs) => [...costs.values()].reduce((total, cost) => total + cost, 0);
const print = (title, costs, sum = sumOf(costs), rows = ROWS) => {
  console.log(`\n${title}`);
  const sorted = [...costs].sort((a, b) => b[1] - a[1]).slice(0, rows);
  for (const [place, cost] of sorted)
    console.log(`${((100 * cost) / sum).toFixed(1).padStart(5)} %  ${place}`);
};

const add = (costs, place, cost) => costs.set(place, (costs.get(place) ?? 0) + cost);

/** Samples of the load alone: V8 counts microseconds on the clock that `now` reads. */
const loadSamples = ({ samples, timeDeltas, startTime }, since) => {
  let at = startTime;
  return samples.flatMap((id, index) => {
    at += timeDeltas[index];
    return at / 1_000 < since ? [] : [{ id, cost: timeDeltas[index] }];
  });
};

/** By the function that was running, and by every function that waited for it. */
const processorCosts = (profile, since) => {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  );
  const own = new Map();
  const withCallees = new Map();
  for (const { id, cost } of loadSamples(profile, since)) {
    const place = placeOf(nodes.get(id).callFrame);
    if (place === '(idle)') continue;
    add(own, place, cost);
    const stack = new Set();
    for (let at = id; at !== undefined; at = parents.get(at)) stack.add(placeOf(nodes.get(at).callFrame));
    for (const one of stack) add(withCallees, one, cost);
  }
  return { own, withCallees };
};

const heapCosts = ({ head }) => {
  const costs = new Map();
  const walk = ({ callFrame, selfSize, children }) => {
    add(costs, placeOf(callFrame), selfSize);
    children.forEach(walk);
  };
  walk(head);
  return costs;
};

/** Prints the largest costs, since the load began, of a process started with `profileArguments(label)`; it has ended. */
export const printProfile = (label, since = 0) => {
  if (FOLDER === undefined) return;
  for (const file of readdirSync(FOLDER).filter((name) => name.startsWith(`${label}.`))) {
    const profile = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
    if (file.endsWith('.cpuprofile')) {
      const { own, withCallees } = processorCosts(profile, since);
      print(`${label}: processor, own time`, own);
      print(`${label}: processor, with what it calls`, withCallees, sumOf(own), 3 * ROWS);
    } else print(`${label}: heap, by what allocated what lives at the end`, heapCosts(profile));
  }
};
