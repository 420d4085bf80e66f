import type {
  createApplication,
  openIncident,
  PersonCategory,
  proposeOutcome,
  RouteRequest,
} from '@izdeu/contracts';
import { planApplication, type ApplicationDraft } from './demo-application.js';
import { DISTRICTS_BY_CATEGORY, MONTHS, YEAR } from './demo-calendar.js';
import { outcomeKindOf, outcomeTextOf, type YearOutcomeKind } from './demo-outcomes.js';
import { pointAround } from './demo-places.js';
import { SQUAD_CODES, squadNameOf, type SquadCode } from './demo-squads.js';
import { at, createSeededRandom, fillIn, uuidFrom, type SeededRandom } from './seeded-random.js';

/** An outcome as the dispatcher will propose it; the squad is known by its code until it is stored. */
export interface PlannedOutcome {
  readonly kind: YearOutcomeKind;
  readonly body: Omit<RouteRequest<typeof proposeOutcome>['body'], 'foundBySquadId' | 'incidentId'>;
  readonly foundBySquad: SquadCode | null;
  readonly confirmCommandId: string;
}

/** A search that was opened for the case and closed again. */
export interface PlannedPastIncident {
  readonly body: Omit<RouteRequest<typeof openIncident>['body'], 'applicationIds' | 'squadIds'>;
  readonly squads: readonly SquadCode[];
  readonly activateCommandId: string;
  readonly closeCommandId: string;
}

export interface PlannedCase {
  readonly key: string;
  readonly category: PersonCategory;
  readonly application: RouteRequest<typeof createApplication>['body'];
  /** One for each person of the application, in the same order. */
  readonly outcomes: readonly PlannedOutcome[];
  readonly incident: PlannedPastIncident | null;
}

/** Every eleventh case has a search on the map: eight in the year. */
const isSearchedOnMap = (caseIndex: number): boolean => caseIndex % 11 === 5;
/** The first children of July are two: a brother and a sister. */
const SIBLINGS_CASE = { category: 'child', index: 6 } as const;

const HOUR = 3_600_000;

/** Hours from the call to the outcome. */
const hoursUntil = (random: SeededRandom, kind: YearOutcomeKind, category: PersonCategory): number => {
  if (kind === 'still-missing') return random.integer(12 * 24, 20 * 24);
  if (kind === 'found-dead') return random.integer(20, 6 * 24);
  return category === 'adult' ? random.integer(8, 60) : random.integer(1, 14);
};

interface CaseContext {
  readonly seed: string;
  readonly key: string;
  readonly caseIndex: number;
  readonly category: PersonCategory;
  readonly categoryIndex: number;
}

const planOutcome = (
  random: SeededRandom,
  context: CaseContext,
  draft: ApplicationDraft,
  personIndex: number,
  occurredAt: Date,
  squad: SquadCode,
): PlannedOutcome => {
  const { seed, key, category, categoryIndex } = context;
  const kind = outcomeKindOf(category, categoryIndex);
  const text = outcomeTextOf(kind, category, categoryIndex);
  const words = { squad: squadNameOf(squad), near: draft.place.near };
  const [lon, lat] = draft.lastSeenPoint.coordinates;
  const named = text.evidence.includes('{squad}');
  return {
    kind,
    body: {
      commandId: uuidFrom(seed, `${key}:propose:${personIndex}`),
      kind,
      evidence: fillIn(text.evidence, at(draft.people, personIndex).sex, words),
      ...(kind !== 'still-missing' && { place: pointAround(random, { lon, lat }, 250, 4_500) }),
      placeText: fillIn(text.placeText, 'male', words),
      occurredAt: occurredAt.toISOString(),
    },
    foundBySquad: named ? squad : null,
    confirmCommandId: uuidFrom(seed, `${key}:confirm:${personIndex}`),
  };
};

const planPastIncident = (context: CaseContext, draft: ApplicationDraft): PlannedPastIncident | null => {
  const { seed, key, caseIndex } = context;
  if (!isSearchedOnMap(caseIndex)) return null;
  return {
    body: {
      commandId: uuidFrom(seed, `${key}:open`),
      title: `Поиск ${draft.place.near}, ${draft.localDay}`,
      initialPlanningPoint: draft.lastSeenPoint,
    },
    squads: [at(SQUAD_CODES, caseIndex), at(SQUAD_CODES, caseIndex + 1)],
    activateCommandId: uuidFrom(seed, `${key}:activate`),
    closeCommandId: uuidFrom(seed, `${key}:close`),
  };
};

const planCase = (
  context: CaseContext,
  month: number,
  placeInMonth: { readonly index: number; readonly of: number },
  taken: Set<string>,
): PlannedCase => {
  const { seed, key, category, categoryIndex, caseIndex } = context;
  const random = createSeededRandom(`${seed}:${key}`);
  const draft = planApplication(random, taken, {
    seed,
    key,
    caseIndex,
    category,
    categoryIndex,
    month,
    placeInMonth,
    district: at(DISTRICTS_BY_CATEGORY[category], categoryIndex),
    siblings: category === SIBLINGS_CASE.category && categoryIndex === SIBLINGS_CASE.index,
  });
  const kind = outcomeKindOf(category, categoryIndex);
  const occurredAt = new Date(draft.receivedAt.getTime() + hoursUntil(random, kind, category) * HOUR);
  const squad = at(SQUAD_CODES, caseIndex + Math.floor(caseIndex / 5));
  return {
    key,
    category,
    application: draft.body,
    outcomes: draft.people.map((_, index) => planOutcome(random, context, draft, index, occurredAt, squad)),
    incident: planPastIncident(context, draft),
  };
};

/** The published year as data: which applications came, and what became of each person. */
export const planDemoYear = (seed: string): PlannedCase[] => {
  const taken = new Set<string>();
  const seenOfCategory = new Map<PersonCategory, number>();
  const cases: PlannedCase[] = [];
  MONTHS.forEach((categories, monthIndex) => {
    categories.forEach((category, index) => {
      const categoryIndex = seenOfCategory.get(category) ?? 0;
      seenOfCategory.set(category, categoryIndex + 1);
      const caseIndex = cases.length;
      const key = `case-${YEAR}-${String(caseIndex + 1).padStart(3, '0')}`;
      const context = { seed, key, caseIndex, category, categoryIndex };
      cases.push(planCase(context, monthIndex + 1, { index, of: categories.length }, taken));
    });
  });
  return cases;
};
