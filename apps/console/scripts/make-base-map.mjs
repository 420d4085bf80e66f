/**
 * Cuts the offline outline map out of world-atlas (Natural Earth, public domain): every state border inside
 * the region's surroundings at 1:10m, and the rest of Asia's neighbourhood at 1:50m for the far zooms.
 * Run by hand: `node apps/console/scripts/make-base-map.mjs`; the result is committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';

const require = createRequire(import.meta.url);
const NEAR = { west: 54, south: 45, east: 74, north: 58 };
const FAR = { west: 40, south: 36, east: 92, north: 66 };
const DECIMALS = 4;

const read = (name) => JSON.parse(readFileSync(require.resolve(`world-atlas/${name}`), 'utf8'));
const round = (value) => Number(value.toFixed(DECIMALS));

/** Sutherland-Hodgman against the four sides of a box; right for rings, which is all it is given. */
function clipRing(ring, { west, south, east, north }) {
  const sides = [
    [(p) => p[0] >= west, (a, b) => cross(a, b, 0, west)],
    [(p) => p[0] <= east, (a, b) => cross(a, b, 0, east)],
    [(p) => p[1] >= south, (a, b) => cross(a, b, 1, south)],
    [(p) => p[1] <= north, (a, b) => cross(a, b, 1, north)],
  ];
  return sides.reduce((points, [inside, meet]) => {
    const kept = [];
    points.forEach((point, index) => {
      const before = points[(index + points.length - 1) % points.length];
      if (inside(point)) {
        if (!inside(before)) kept.push(meet(before, point));
        kept.push(point);
      } else if (inside(before)) kept.push(meet(before, point));
    });
    return kept;
  }, ring);
}

function cross(a, b, axis, value) {
  const share = (value - a[axis]) / (b[axis] - a[axis]);
  const other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis]);
  return axis === 0 ? [value, other] : [other, value];
}

/** Keeps the runs of a line that have at least one end in the box. */
function clipLine(line, box) {
  const inside = ([x, y]) => x >= box.west && x <= box.east && y >= box.south && y <= box.north;
  const runs = [];
  let run = [];
  line.forEach((point, index) => {
    const near =
      inside(point) ||
      (line[index - 1] && inside(line[index - 1])) ||
      (line[index + 1] && inside(line[index + 1]));
    if (near) run.push(point);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  });
  if (run.length > 1) runs.push(run);
  return runs.filter((one) => one.length > 1);
}

const flatten = (points) => points.flatMap(([lon, lat]) => [round(lon), round(lat)]);
const ringsOf = (geometry) =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flat();

const far = read('countries-50m.json');
const near = read('countries-10m.json');
const land = ringsOf(feature(read('land-50m.json'), read('land-50m.json').objects.land).features[0].geometry)
  .map((ring) => clipRing(ring, FAR))
  .filter((ring) => ring.length > 3);
const kazakhstan = (topology) =>
  feature(topology, topology.objects.countries).features.find((one) => one.id === '398');
const borders = (topology, box) =>
  mesh(topology, topology.objects.countries, (a, b) => a !== b).coordinates.flatMap((line) =>
    clipLine(line, box),
  );

const out = {
  source: 'Natural Earth through world-atlas 2.0.2, public domain',
  near: NEAR,
  far: FAR,
  land: land.map(flatten),
  countryFar: ringsOf(kazakhstan(far).geometry)
    .filter((ring) => ring.length > 20)
    .map(flatten),
  countryNear: ringsOf(kazakhstan(near).geometry)
    .map((ring) => clipRing(ring, NEAR))
    .filter((ring) => ring.length > 20)
    .map(flatten),
  bordersFar: borders(far, FAR).map(flatten),
  bordersNear: borders(near, NEAR).map(flatten),
};
const target = new URL('../src/map/data/base-map.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(out)}\n`);
process.stdout.write(`${target.pathname}: ${Math.round(JSON.stringify(out).length / 1024)} kB\n`);
