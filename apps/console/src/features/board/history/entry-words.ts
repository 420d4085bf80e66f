import type { AssignmentState, HistoryEntry, IncidentLifecycle, OutcomeKind } from '@izdeu/contracts';
import type { Translate } from '../../../i18n/use-t.js';

/** What happened, in words. */
export function entryWords(entry: Pick<HistoryEntry, 'type' | 'object' | 'state'>, t: Translate): string {
  const label = entry.object.label ?? '';
  if (entry.state === 'disbanded') return t('history.team.disbanded', { label });
  return t(`history.${entry.type}`, { label, state: stateWords(entry, t) }).trim();
}

/** The state's word; which list it belongs to follows from what the event is about. */
function stateWords({ object, state }: Pick<HistoryEntry, 'object' | 'state'>, t: Translate): string {
  if (state === null) return '';
  switch (object.kind) {
    case 'assignment':
      return t(`assignment.state.${state as AssignmentState}`);
    case 'incident':
      return t(`incident.state.${state as IncidentLifecycle}`);
    case 'outcome':
      return t(`outcome.kind.${state as OutcomeKind}`);
    default:
      return '';
  }
}
