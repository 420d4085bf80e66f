import { Anchor, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { undoEvents, type HistoryEntry } from '@izdeu/contracts';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.js';
import { ErrorState } from '../../../components/error-state.js';
import { LoadingState } from '../../../components/loading-state.js';
import { formatDate, formatTime } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useCommand } from '../commands/use-command.js';
import { middleOfRing } from '../incident/sector-catalogue.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { useBoardStore } from '../tools/board-store.js';
import { SidePanel } from '../tools/side-panel.js';
import { entryWords } from './entry-words.js';
import { HistoryFilters } from './history-filters.js';
import { UndoProblem } from './undo-problem.js';
import { useHistory } from './use-history.js';

/** What happened, who did it, and the way back. */
export function HistoryPanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { incidentId, state } = useIncidentView();
  const filter = useBoardStore((store) => store.historyFilter);
  const history = useHistory(incidentId, state.seq, filter);
  const [undoing, setUndoing] = useState<number | null>(null);
  const entries = history.data?.pages.flatMap((page) => page.items);
  return (
    <SidePanel title={t('history.open')} onClose={onClose}>
      <HistoryFilters />
      {history.isPending ? <LoadingState what={t('history.open')} /> : null}
      {history.isError && !entries ? (
        <ErrorState error={history.error} onRetry={() => void history.refetch()} />
      ) : null}
      {entries?.length === 0 ? <EmptyState title={t('history.empty')} /> : null}
      {byDay(entries ?? []).map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <Title order={3} size="h6" c="dimmed" mt="sm">
            {day}
          </Title>
          <ul className={classes.list}>
            {ofDay.map((entry) => (
              <Entry
                key={entry.seq}
                entry={entry}
                open={undoing === entry.seq}
                onOpen={(open) => setUndoing(open ? entry.seq : null)}
              />
            ))}
          </ul>
        </section>
      ))}
      {history.hasNextPage ? (
        <Button
          variant="default"
          fullWidth
          mt="sm"
          mih={44}
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('history.more')}
        </Button>
      ) : null}
    </SidePanel>
  );
}

function byDay(entries: readonly HistoryEntry[]): [day: string, entries: HistoryEntry[]][] {
  const days = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const day = formatDate(entry.occurredAt);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}

interface EntryProps {
  entry: HistoryEntry;
  open: boolean;
  onOpen: (open: boolean) => void;
}

function Entry({ entry, open, onOpen }: EntryProps) {
  const t = useT();
  const words = entryWords(entry, t);
  const facts = [
    entry.undoes === null ? null : t('history.undoes', { seq: entry.undoes }),
    entry.reason === null ? null : t('history.reason', { reason: entry.reason }),
    entry.undo === 'changed-since' ? t('history.changedSince') : null,
  ].filter((fact) => fact !== null);
  return (
    <li className={classes.row} data-testid="history-entry" data-seq={entry.seq}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <EntryTitle entry={entry} words={words} />
        <Text size="xs" c="dimmed">
          {[formatTime(entry.occurredAt), entry.actor.displayName, t('board.seq', { seq: entry.seq })].join(
            ' · ',
          )}
        </Text>
        {facts.map((fact) => (
          <Text key={fact} size="xs">
            {fact}
          </Text>
        ))}
        {open ? <UndoForm entry={entry} onClose={() => onOpen(false)} /> : null}
      </div>
      {entry.undo === 'possible' && !open ? (
        <Button
          variant="default"
          size="xs"
          mih={40}
          style={{ flex: 'none' }}
          aria-label={t('history.undo.of', { what: words })}
          onClick={() => onOpen(true)}
        >
          {t('history.undo')}
        </Button>
      ) : null}
    </li>
  );
}

/** What happened; where it is about something on the map, a way there. */
function EntryTitle({ entry: { sectorId, teamId }, words }: { entry: HistoryEntry; words: string }) {
  const { state, catalogue, map } = useIncidentView();
  const { setSelection, showTeam } = useBoardStore();
  const sector = catalogue.sectors[sectorId === null ? -1 : (catalogue.indexById.get(sectorId) ?? -1)];
  const team = teamId !== null && state.teams.has(teamId) ? teamId : null;
  if (!sector && team === null)
    return (
      <Text size="sm" fw={600}>
        {words}
      </Text>
    );
  const open = () => {
    if (sector) {
      setSelection([sector.id]);
      map?.panTo(middleOfRing(sector.ring));
    } else showTeam(team);
  };
  return (
    <Anchor component="button" type="button" size="sm" fw={600} ta="start" mih={28} onClick={open}>
      {words}
    </Anchor>
  );
}

function UndoForm({ entry, onClose }: { entry: HistoryEntry; onClose: () => void }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const [reason, setReason] = useState(t('history.undo.mistake'));
  const undo = useCommand(undoEvents, {
    describe: () => t('history.undone', { what: entryWords(entry, t) }),
    onDone: onClose,
  });
  return (
    <Stack
      component="form"
      gap="xs"
      mt="xs"
      onSubmit={(event) => {
        event.preventDefault();
        undo.send({ params: { id: incidentId }, body: { seqs: [entry.seq], reason: reason.trim() } });
      }}
    >
      <TextInput
        label={t('history.undo.why')}
        value={reason}
        maxLength={500}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <UndoProblem error={undo.error} onRetry={undo.again} />
      <Group gap="xs">
        <Button type="submit" mih={44} loading={undo.isSending} disabled={reason.trim() === ''}>
          {t('history.undo.confirm')}
        </Button>
        <Button variant="default" mih={44} onClick={onClose}>
          {t('board.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
