import type {
  Assignment,
  EventObjectKind,
  IncidentEvent,
  IncidentSummary,
  Permission,
  SquadSummary,
  Team,
} from '@izdeu/contracts';

/** Taking an event back: what has to happen to its object. Nothing is ever deleted, so each can be taken back too. */
export type UndoPlan =
  | { readonly do: 'archive-grid'; readonly gridId: string }
  | { readonly do: 'restore-grid'; readonly gridId: string }
  | { readonly do: 'archive-sector'; readonly sectorId: string }
  | { readonly do: 'restore-sector'; readonly sectorId: string }
  | { readonly do: 'disband-team'; readonly teamId: string }
  | { readonly do: 'restore-team'; readonly team: Team }
  | { readonly do: 'withdraw-assignment'; readonly assignmentId: string }
  | { readonly do: 'restore-assignment'; readonly assignment: Assignment }
  | {
      readonly do: 'restore-incident';
      readonly incident: IncidentSummary;
      /** Null when the squads stay. */
      readonly squads: readonly SquadSummary[] | null;
    };

/** The right to take back is the right to do. Outcomes have their own second person and their own reopening. */
const PERMISSION: Readonly<Partial<Record<EventObjectKind, Permission>>> = {
  incident: 'incident.update',
  grid: 'sector.create',
  sector: 'sector.create',
  team: 'team.manage',
  assignment: 'assignment.create',
};

export function undoPermission(kind: EventObjectKind): Permission | null {
  return PERMISSION[kind] ?? null;
}

const SQUAD_EVENTS: readonly IncidentEvent['type'][] = ['incident.opened.v1', 'incident.squads-changed.v1'];

/**
 * What takes `target` back. `earlier` are the events of the same object before it, in order. Null when nothing does:
 * an outcome, the opening itself, or an object whose earlier state is no longer kept.
 */
export function undoPlan(target: IncidentEvent, earlier: readonly IncidentEvent[]): UndoPlan | null {
  switch (target.type) {
    case 'grid.created.v1':
    case 'grid.restored.v1':
      return { do: 'archive-grid', gridId: target.payload.grid.id };
    case 'grid.archived.v1':
      return { do: 'restore-grid', gridId: target.payload.gridId };
    case 'sector.drawn.v1':
    case 'sector.restored.v1':
      return { do: 'archive-sector', sectorId: target.payload.sector.id };
    case 'sector.archived.v1':
      return { do: 'restore-sector', sectorId: target.payload.sectorId };
    case 'team.formed.v1':
      return { do: 'disband-team', teamId: target.payload.team.id };
    case 'team.changed.v1':
      return restoreTeam(earlier);
    // A draft that was given out is not hidden again from those who saw it.
    case 'assignment.drafted.v1':
    case 'sector.assigned.v1':
      return { do: 'withdraw-assignment', assignmentId: target.payload.assignment.id };
    case 'assignment.status-changed.v1':
    case 'assignment.restored.v1':
      return restoreAssignment(earlier);
    case 'incident.changed.v1':
    case 'incident.squads-changed.v1':
      return restoreIncident(target, earlier);
    default:
      return null;
  }
}

function restoreTeam(earlier: readonly IncidentEvent[]): UndoPlan | null {
  const last = earlier.at(-1);
  return last?.type === 'team.formed.v1' || last?.type === 'team.changed.v1'
    ? { do: 'restore-team', team: last.payload.team }
    : null;
}

function restoreAssignment(earlier: readonly IncidentEvent[]): UndoPlan | null {
  const last = earlier.at(-1);
  return last !== undefined && 'assignment' in last.payload
    ? { do: 'restore-assignment', assignment: last.payload.assignment }
    : null;
}

function restoreIncident(target: IncidentEvent, earlier: readonly IncidentEvent[]): UndoPlan | null {
  const last = earlier.at(-1);
  if (last === undefined || !('incident' in last.payload)) return null;
  const { incident } = last.payload;
  if (target.type !== 'incident.squads-changed.v1') return { do: 'restore-incident', incident, squads: null };
  const withSquads = earlier.findLast((event) => SQUAD_EVENTS.includes(event.type));
  return withSquads !== undefined && 'squads' in withSquads.payload
    ? { do: 'restore-incident', incident, squads: withSquads.payload.squads }
    : null;
}
