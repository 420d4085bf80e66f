import type { EventObjectKind, EventPayload, EventType } from '@izdeu/contracts';

export interface EventObject {
  readonly kind: EventObjectKind;
  readonly id: string;
}

type ObjectOf = { readonly [T in EventType]: (payload: EventPayload<T>) => EventObject };

const incident = (payload: { incident: { id: string } }): EventObject => ({
  kind: 'incident',
  id: payload.incident.id,
});
const grid = (payload: { grid: { id: string } }): EventObject => ({ kind: 'grid', id: payload.grid.id });
const sector = (payload: { sector: { id: string } }): EventObject => ({
  kind: 'sector',
  id: payload.sector.id,
});
const team = (payload: { team: { id: string } }): EventObject => ({ kind: 'team', id: payload.team.id });
const assignment = (payload: { assignment: { id: string } }): EventObject => ({
  kind: 'assignment',
  id: payload.assignment.id,
});
const outcome = (payload: { outcomeId: string }): EventObject => ({ kind: 'outcome', id: payload.outcomeId });

const OBJECTS: ObjectOf = {
  'incident.opened.v1': incident,
  'incident.changed.v1': incident,
  'incident.squads-changed.v1': incident,
  'grid.created.v1': grid,
  'grid.archived.v1': ({ gridId }) => ({ kind: 'grid', id: gridId }),
  'grid.restored.v1': grid,
  'sector.drawn.v1': sector,
  'sector.archived.v1': ({ sectorId }) => ({ kind: 'sector', id: sectorId }),
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
  return OBJECTS[type](payload);
}
