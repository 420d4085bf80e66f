import {
  FIND_RINGS,
  OUTCOME_KINDS,
  REGION,
  type Figure,
  type getStatistics,
  type listStatisticsCases,
  type RouteInput,
  type RouteResponse,
} from '@izdeu/contracts';
import { previousPeriod, type Scope } from '@izdeu/domain';
import type { EntityManager } from 'typeorm';
import {
  readApplicationRows,
  SELECT_APPLICATIONS,
  type ApplicationColumns,
} from '../applications/application-views.js';
import { pageOfRows, readCursor } from '../paging.js';

type Query = RouteInput<typeof getStatistics>['query'];
type CasesQuery = RouteInput<typeof listStatisticsCases>['query'];
type Statistics = RouteResponse<typeof getStatistics>;

/**
 * One row a person outside of exercises: application, district, category, month, squad and confirmed outcome, for applications received
 * in the period. Parameters $1 from, $2 to (days in the region), $3 time zone, $4 squad ids in scope or null,
 * $5 squad, $6 district, $7 category. The squad of a case is the one that its confirmed outcome names as finder.
 */
const CASES = `SELECT p.id AS person_id, a.id AS application_id, a.district, p.category,
    to_char(a.received_at AT TIME ZONE $3, 'YYYY-MM') AS month, o.found_by_squad_id AS squad_id,
    p.confirmed_outcome AS outcome,
    CASE WHEN p.confirmed_outcome IN ('found-alive', 'found-dead')
      THEN o.distance_from_planning_point_metres END AS distance
  FROM missing_person_application a
  JOIN missing_person p ON p.application_id = a.id
  LEFT JOIN outcome o ON o.id = p.confirmed_outcome_id
  WHERE NOT a.practice AND a.received_at >= ($1::date)::timestamp AT TIME ZONE $3
    AND a.received_at < ($2::date + 1)::timestamp AT TIME ZONE $3
    AND ($4::uuid[] IS NULL
      OR EXISTS (SELECT 1 FROM incident_application x JOIN incident_squad y ON y.incident_id = x.incident_id
        WHERE x.application_id = a.id AND y.squad_id = ANY($4)))
    AND ($5::uuid IS NULL OR o.found_by_squad_id = $5)
    AND ($6::text IS NULL OR a.district = $6)
    AND ($7::text IS NULL OR p.category = $7)`;

const parametersOf = (query: Query | CasesQuery, scope: Scope): unknown[] => [
  query.from,
  query.to,
  REGION.timeZone,
  scope === 'region' ? null : [...scope],
  query.squadId ?? null,
  query.district ?? null,
  query.category ?? null,
];

interface GroupRow {
  grouping: number;
  district: string | null;
  category: string | null;
  squad_id: string | null;
  month: string | null;
  outcome: string | null;
  applications: number;
  people: number;
  found_alive: number;
  found_dead: number;
  still_missing: number;
}

/** Bits of GROUPING(district, category, squad_id, month, outcome): a set bit means "not grouped by". */
const GROUPS = { total: 31, district: 15, category: 23, squad: 27, month: 29, outcome: 30 } as const;

/** All figures of a period and the totals of the one before, each figure with the address of the cases behind it. */
export const readStatistics = async (
  manager: EntityManager,
  query: Query,
  scope: Scope,
): Promise<Statistics> => {
  const figures = await readPeriod(manager, query, scope);
  const earlier = await readPeriod(manager, { ...query, ...previousPeriod(query) }, scope);
  const { from, to, applications, people, outcomes, unresolved, trainings } = earlier;
  return {
    ...figures,
    previous: { from, to, applications, people, outcomes, unresolved, trainings },
    findDistances: await readFindDistances(manager, query, scope),
  };
};

/** Which ring a distance lies in, by the edges of the contract; numbers of ours, nothing a person sent. */
const RING_OF_DISTANCE = `CASE WHEN distance IS NULL THEN NULL ${FIND_RINGS.map(({ key, toMetres }) =>
  toMetres === null ? `ELSE '${key}'` : `WHEN distance <= ${toMetres} THEN '${key}'`,
).join(' ')} END`;

interface QuantileRow {
  half: number | null;
  three_quarters: number | null;
  ninety_five_percent: number | null;
}

const readFindDistances = async (
  manager: EntityManager,
  query: Query,
  scope: Scope,
): Promise<Statistics['findDistances']> => {
  const parameters = parametersOf(query, scope);
  const rings: { ring: string; people: number }[] = await manager.query(
    `WITH cases AS (${CASES}) SELECT ${RING_OF_DISTANCE} AS ring, count(*)::int AS people
     FROM cases WHERE distance IS NOT NULL GROUP BY 1`,
    parameters,
  );
  const [quantiles]: QuantileRow[] = await manager.query(
    `WITH cases AS (${CASES}) SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY distance) AS half,
       percentile_cont(0.75) WITHIN GROUP (ORDER BY distance) AS three_quarters,
       percentile_cont(0.95) WITHIN GROUP (ORDER BY distance) AS ninety_five_percent FROM cases`,
    parameters,
  );
  const people = new Map(rings.map((row) => [row.ring, row.people]));
  const figure = figuresOf(query);
  return {
    rings: FIND_RINGS.map(({ key }) => ({
      key,
      people: figure('people', people.get(key) ?? 0, { ring: key }),
    })),
    quantiles:
      quantiles === undefined || quantiles.half === null
        ? null
        : {
            half: Number(quantiles.half),
            threeQuarters: Number(quantiles.three_quarters),
            ninetyFivePercent: Number(quantiles.ninety_five_percent),
          },
  };
};

type PeriodFigures = Omit<Statistics, 'previous' | 'findDistances'>;

/** The figures of one period in two statements. */
const readPeriod = async (manager: EntityManager, query: Query, scope: Scope): Promise<PeriodFigures> => {
  const rows: GroupRow[] = await manager.query(
    `WITH cases AS (${CASES})
     SELECT GROUPING(district, category, squad_id, month, outcome) AS grouping, district, category, squad_id, month,
       outcome, count(DISTINCT application_id)::int AS applications, count(person_id)::int AS people,
       count(*) FILTER (WHERE outcome = 'found-alive')::int AS found_alive,
       count(*) FILTER (WHERE outcome = 'found-dead')::int AS found_dead,
       count(*) FILTER (WHERE outcome = 'still-missing')::int AS still_missing
     FROM cases GROUP BY GROUPING SETS ((), (district), (category), (squad_id), (month), (outcome))
     ORDER BY people DESC, district, category, squad_id, month`,
    parametersOf(query, scope),
  );
  const [trainings]: { count: number }[] = await manager.query(
    `SELECT count(*)::int AS count FROM training WHERE audience = 'students'
       AND held_on BETWEEN $1::date AND $2::date AND ($3::uuid[] IS NULL OR squad_id = ANY($3))
       AND ($4::uuid IS NULL OR squad_id = $4)`,
    [query.from, query.to, scope === 'region' ? null : [...scope], query.squadId ?? null],
  );
  return assemble(query, rows, trainings?.count ?? 0);
};

/** Makes figures of a question: a number and the address of its cases, narrowed by `more`. */
const figuresOf =
  (query: Query) =>
  (counts: Figure['counts'], count: number, more: Record<string, string> = {}): Figure => {
    const base = Object.entries<string | undefined>(query).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    );
    const search = new URLSearchParams([
      ...base.filter(([name]) => !(name in more)),
      ...Object.entries(more),
    ]);
    return { count, counts, cases: `/api/v1/statistics/cases?${search.toString()}` };
  };

const assemble = (query: Query, rows: readonly GroupRow[], trainings: number): PeriodFigures => {
  const figure = figuresOf(query);
  const group = (bits: number): GroupRow[] => rows.filter((row) => Number(row.grouping) === bits);
  const breakdown = <K>(
    bits: number,
    key: (row: GroupRow) => K,
    filter: (row: GroupRow) => Record<string, string>,
  ) =>
    group(bits).map((row) => ({
      key: key(row),
      applications: figure('applications', row.applications, filter(row)),
      people: figure('people', row.people, filter(row)),
      foundAlive: figure('people', row.found_alive, { ...filter(row), outcome: 'found-alive' }),
      foundDead: figure('people', row.found_dead, { ...filter(row), outcome: 'found-dead' }),
      stillMissing: figure('people', row.still_missing, { ...filter(row), outcome: 'still-missing' }),
    }));
  const total = group(GROUPS.total)[0];
  const byOutcome = new Map(group(GROUPS.outcome).map((row) => [row.outcome, row.people]));
  const statistics = {
    from: query.from,
    to: query.to,
    applications: figure('applications', total?.applications ?? 0),
    people: figure('people', total?.people ?? 0),
    outcomes: Object.fromEntries(
      OUTCOME_KINDS.map((kind) => [kind, figure('people', byOutcome.get(kind) ?? 0, { outcome: kind })]),
    ),
    unresolved: figure('people', byOutcome.get(null) ?? 0, { outcome: 'unresolved' }),
    trainings: { count: trainings, counts: 'trainings', cases: '/api/v1/squads' },
    byDistrict: breakdown(
      GROUPS.district,
      (row) => row.district,
      (row): Record<string, string> =>
        row.district === null ? { without: 'district' } : { district: row.district },
    ),
    byCategory: breakdown(
      GROUPS.category,
      (row) => row.category,
      (row) => ({ category: row.category ?? '' }),
    ),
    bySquad: breakdown(
      GROUPS.squad,
      (row) => row.squad_id,
      (row): Record<string, string> =>
        row.squad_id === null ? { without: 'squad' } : { squadId: row.squad_id },
    ),
    byMonth: breakdown(
      GROUPS.month,
      (row) => row.month ?? '',
      (row) => ({ month: row.month ?? '' }),
    ).sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
  return statistics as PeriodFigures;
};

/** The applications behind a figure. */
export const readStatisticsCases = async (manager: EntityManager, query: CasesQuery, scope: Scope) => {
  const cursor = readCursor(query.cursor);
  const rows: ApplicationColumns[] = await manager.query(
    `WITH cases AS (${CASES})
     ${SELECT_APPLICATIONS} WHERE a.id IN (SELECT application_id FROM cases
         WHERE ($8::text IS NULL OR month = $8)
           AND ($9::text IS NULL OR CASE $9 WHEN 'unresolved' THEN outcome IS NULL ELSE outcome = $9 END)
           AND ($10::text IS NULL OR CASE $10 WHEN 'district' THEN district IS NULL ELSE squad_id IS NULL END)
           AND ($14::text IS NULL OR ${RING_OF_DISTANCE} = $14))
       AND ($11::timestamptz IS NULL OR (a.received_at, a.id) < ($11, $12::uuid))
     ORDER BY a.received_at DESC, a.id DESC LIMIT $13`,
    [
      ...parametersOf(query, scope),
      query.month ?? null,
      query.outcome ?? null,
      query.without ?? null,
      cursor?.at ?? null,
      cursor?.id ?? null,
      query.limit + 1,
      query.ring ?? null,
    ],
  );
  const page = pageOfRows(
    rows,
    query.limit,
    (row) => ({ at: row.received_at, id: row.id }),
    (row) => row,
  );
  return { items: await readApplicationRows(manager, page.items), nextCursor: page.nextCursor };
};
