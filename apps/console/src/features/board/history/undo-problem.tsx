import { EVENT_TYPES, type HistoryEntry } from '@izdeu/contracts';
import { Text } from '@mantine/core';
import type { RequestError } from '../../../app/http/request-error.js';
import { formatTime } from '../../../i18n/time.js';
import { useT, type Translate } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { entryWords } from './entry-words.js';

/** Why something was not taken back: who changed it since and to what, or who holds the sector. */
export function UndoProblem({ error, onRetry }: { error: RequestError | null; onRetry: () => void }) {
  const t = useT();
  const words = error === null ? undefined : undoProblemWords(error, t);
  return (
    <CommandProblem error={error} onRetry={onRetry} words={words}>
      {error?.code === 'CONFLICT' ? <Text size="sm">{t('history.conflict.where')}</Text> : null}
    </CommandProblem>
  );
}

/** Whatever of these the thing has. */
interface CurrentObject {
  sectorLabel: string;
  teamCallSign: string;
  callSign: string;
  label: string;
  title: string;
  state: string;
  disbanded: boolean;
}

interface ConflictDetails {
  changedBy?: { displayName?: string };
  changedAt?: string;
  currentType?: string;
  current?: Partial<Record<'assignment' | 'team' | 'sector' | 'incident', Partial<CurrentObject>>>;
}

/** Words for the refusals of undoing; undefined leaves the general words of the code. */
export function undoProblemWords(error: RequestError, t: Translate): string | undefined {
  const details = error.details as ConflictDetails & {
    sectorLabel?: string;
    holder?: { callSign?: string };
  };
  if (error.code === 'SECTOR_TAKEN')
    return t('history.taken', { label: details.sectorLabel ?? '', callSign: details.holder?.callSign ?? '' });
  if (error.code !== 'CONFLICT' || details.changedAt === undefined) return undefined;
  return t('history.conflict', {
    name: details.changedBy?.displayName ?? '',
    time: formatTime(details.changedAt),
    current: currentWords(details, t),
  });
}

/** What the thing is now, told like an entry of the history. */
function currentWords({ currentType, current }: ConflictDetails, t: Translate): string {
  const type = EVENT_TYPES.find((one) => one === currentType);
  if (type === undefined || current === undefined) return '';
  const { assignment, team, sector, incident } = current;
  const entry: Pick<HistoryEntry, 'type' | 'object' | 'state'> = {
    type,
    object: {
      kind: assignment ? 'assignment' : incident ? 'incident' : team ? 'team' : 'sector',
      id: '',
      label: assignment
        ? `${assignment.sectorLabel ?? ''} · ${assignment.teamCallSign ?? ''}`
        : (team?.callSign ?? sector?.label ?? incident?.title ?? ''),
    },
    state: team?.disbanded === true ? 'disbanded' : ((assignment ?? incident)?.state ?? null),
  };
  return entryWords(entry, t);
}
