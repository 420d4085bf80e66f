import type { HistoryEntry, IncidentEvent, listHistory, RouteInput, UndoState } from '@izdeu/contracts';
import {
  eventObject,
  eventTypesAbout,
  hasPermission,
  mayCoordinate,
  undoPermission,
  type EventObject,
  type Principal,
} from '@izdeu/domain';
import { readPastEvents, type PastEvent } from '@izdeu/persistence';
import type { EntityManager } from 'typeorm';
import type { VisibleIncident } from '../incidents/incident-access.js';

/** A page of what happened, as this reader may see and undo it. */
export const readHistory = async (
  manager: EntityManager,
  principal: Principal,
  incident: VisibleIncident,
  { limit, before, kind, sectorId, teamId }: RouteInput<typeof listHistory>['query'],
): Promise<{ items: HistoryEntry[]; nextBefore: number | null }> => {
  const staff = incident.audience === 'staff';
  const past = await readPastEvents(manager, incident.id, {
    before: before ?? null,
    limit: limit + 1,
    staff,
    types: kind === undefined ? undefined : eventTypesAbout(kind),
    sectorId,
    teamId,
  });
  const items = past.slice(0, limit).map((one) => entryOf(one, principal, incident));
  return { items, nextBefore: past.length > limit ? (items.at(-1)?.seq ?? null) : null };
};

const entryOf = (past: PastEvent, principal: Principal, incident: VisibleIncident): HistoryEntry => {
  const { event } = past;
  const object = eventObject(event.type, event.payload);
  const { payload } = event;
  return {
    seq: event.seq,
    type: event.type,
    actor: event.actor,
    occurredAt: event.occurredAt,
    object: { ...object, label: labelOf(event) },
    ...whereOf(event, object),
    state: stateOf(event),
    reason: reasonOf(event),
    undoes: 'undo' in payload && payload.undo !== undefined ? payload.undo.seq : null,
    undo: undoStateOf(past, object, principal, incident),
  };
};

const undoStateOf = (
  { event, changedSince }: PastEvent,
  object: EventObject,
  principal: Principal,
  incident: VisibleIncident,
): UndoState => {
  if (undoPermission(object.kind) === null || event.type === 'incident.opened.v1') return 'not-undoable';
  if (!mayUndo(principal, incident, object)) return 'forbidden';
  return changedSince ? 'changed-since' : 'possible';
};

/** Whoever may do a thing may take it back; only staff sees everything that hangs on it. */
export const mayUndo = (principal: Principal, incident: VisibleIncident, { kind }: EventObject): boolean => {
  const permission = undoPermission(kind);
  if (permission === null || !hasPermission(principal, permission) || incident.audience !== 'staff')
    return false;
  return kind === 'incident' || mayCoordinate(principal, incident);
};

/** The sector and the team an event is about, so that a reader can go there. */
const whereOf = (
  { payload }: IncidentEvent,
  { kind, id }: EventObject,
): Pick<HistoryEntry, 'sectorId' | 'teamId'> => {
  if ('assignment' in payload)
    return { sectorId: payload.assignment.sectorId, teamId: payload.assignment.teamId };
  return { sectorId: kind === 'sector' ? id : null, teamId: kind === 'team' ? id : null };
};

const labelOf = ({ payload }: IncidentEvent): string | null => {
  if ('assignment' in payload)
    return `${payload.assignment.sectorLabel} · ${payload.assignment.teamCallSign}`;
  if ('team' in payload) return payload.team.callSign;
  if ('sector' in payload) return payload.sector.label;
  if ('grid' in payload) return payload.grid.labelPrefix === '' ? null : payload.grid.labelPrefix;
  if ('incident' in payload) return payload.incident.title;
  return null;
};

const stateOf = ({ payload }: IncidentEvent): string | null => {
  if ('assignment' in payload) return payload.assignment.state;
  if ('team' in payload) return payload.team.disbanded ? 'disbanded' : null;
  if ('incident' in payload) return payload.incident.state;
  return 'kind' in payload ? payload.kind : null;
};

const reasonOf = ({ payload }: IncidentEvent): string | null => {
  if ('undo' in payload && payload.undo !== undefined) return payload.undo.reason;
  if ('reason' in payload) return payload.reason;
  return 'assignment' in payload ? payload.assignment.reason : null;
};
