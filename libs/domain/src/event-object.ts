import { EVENT_TYPES, type EventObjectKind, type EventPayload, type EventType } from '@izdeu/contracts';

export interface EventObject {
  readonly kind: EventObjectKind;
  readonly id: string;
}

const KINDS: Readonly<Record<EventType, EventObjectKind>> = {
  'incident.opened.v1': 'incident',
  'incident.changed.v1': 'incident',
  'incident.squads-changed.v1': 'incident',
  'grid.created.v1': 'grid',
  'grid.archived.v1': 'grid',
  'grid.restored.v1': 'grid',
  'sector.drawn.v1': 'sector',
  'sector.archived.v1': 'sector',
  'sector.restored.v1': 'sector',
  'team.formed.v1': 'team',
  'team.changed.v1': 'team',
  'assignment.drafted.v1': 'assignment',
  'sector.assigned.v1': 'assignment',
  'assignment.status-changed.v1': 'assignment',
  'assignment.restored.v1': 'assignment',
  'outcome.proposed.v1': 'outcome',
  'outcome.confirmed.v1': 'outcome',
  'outcome.rejected.v1': 'outcome',
  'outcome.reopened.v1': 'outcome',
};

const incident = (payload: { incident: { id: string } }): string => payload.incident.id;
const grid = (payload: { grid: { id: string } }): string => payload.grid.id;
const sector = (payload: { sector: { id: string } }): string => payload.sector.id;
const team = (payload: { team: { id: string } }): string => payload.team.id;
const assignment = (payload: { assignment: { id: string } }): string => payload.assignment.id;
const outcome = (payload: { outcomeId: string }): string => payload.outcomeId;

const IDS: { readonly [T in EventType]: (payload: EventPayload<T>) => string } = {
  'incident.opened.v1': incident,
  'incident.changed.v1': incident,
  'incident.squads-changed.v1': incident,
  'grid.created.v1': grid,
  'grid.archived.v1': ({ gridId }) => gridId,
  'grid.restored.v1': grid,
  'sector.drawn.v1': sector,
  'sector.archived.v1': ({ sectorId }) => sectorId,
  'sector.restored.v1': sector,
  'team.formed.v1': team,
  'team.changed.v1': team,
  'assignment.drafted.v1': assignment,
  'sector.assigned.v1': assignment,
  'assignment.status-changed.v1': assignment,
  'assignment.restored.v1': assignment,
  'outcome.proposed.v1': outcome,
  'outcome.confirmed.v1': outcome,
  'outcome.rejected.v1': outcome,
  'outcome.reopened.v1': outcome,
};

/** The one thing an event is about: what two people may both have changed. */
export function eventObject<T extends EventType>(type: T, payload: EventPayload<T>): EventObject {
  return { kind: KINDS[type], id: IDS[type](payload) };
}

/** The events that are about one kind of thing. */
export const eventTypesAbout = (kind: EventObjectKind): EventType[] =>
  EVENT_TYPES.filter((type) => KINDS[type] === kind);
