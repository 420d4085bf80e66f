import { Stack, TextInput, Title } from '@mantine/core';
import { changeIncident, type IncidentView } from '@izdeu/contracts';
import { useState } from 'react';
import { useSquads } from '../../../app/squads-query.js';
import { ConflictChoice, type ConflictField } from '../../../components/conflict-choice.js';
import { conflictIn } from '../../../components/conflict-details.js';
import { SubmitButton } from '../../../components/submit-button.js';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useUndoableCommand } from '../commands/use-undoable-command.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { SquadChoice } from '../queue/squad-choice.js';

interface Settings {
  readonly title: string;
  readonly squadIds: readonly string[];
}

const sameSquads = (left: Settings, right: Settings): boolean =>
  [...left.squadIds].sort().join() === [...right.squadIds].sort().join();

/** What the search is called and which squads take part, based on the version seen when the panel was opened. */
export function IncidentSettings() {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const { incidentId, state } = useIncidentView();
  const squads = useSquads();
  const now = () => ({
    version: state.incident.version,
    title: state.incident.title,
    squadIds: state.squads.map(({ id }) => id),
  });
  const [base, setBase] = useState(now);
  const [mine, setMine] = useState<Settings>(base);
  const [tried, setTried] = useState(false);
  const change = useUndoableCommand(changeIncident, incidentId, {
    describe: () => t('incident.settings.changed'),
    seqsOf: ({ seq }) => [seq],
    onDone: (answer) => {
      const done = { title: answer.title, squadIds: answer.squads.map(({ id }) => id) };
      setBase({ ...done, version: answer.version });
      setMine(done);
    },
  });
  const conflict = conflictIn(change.error);

  const send = (wanted: Settings, seen: Settings & { version: number }) => {
    setTried(true);
    const title = wanted.title.trim();
    if (title === '' || wanted.squadIds.length === 0) return;
    const body = {
      ...(title !== seen.title && { title }),
      ...(!sameSquads(wanted, seen) && { squadIds: [...wanted.squadIds] }),
    };
    if (Object.keys(body).length === 0) return;
    change.send({ params: { id: incidentId }, body: { version: seen.version, ...body } });
  };

  if (conflict) {
    const current = conflict.current as IncidentView;
    const theirs = { ...current, squadIds: current.squads.map(({ id }) => id) };
    const names = ({ squadIds }: Settings) =>
      squadIds.map((id) => squads.data?.find((squad) => squad.id === id)?.name[locale] ?? '…').join(', ');
    const fields: ConflictField[] = [
      ...(mine.title.trim() === theirs.title
        ? []
        : [
            {
              key: 'title',
              label: t('incident.title'),
              mine: mine.title,
              theirs: theirs.title,
              isMine: mine.title.trim() !== base.title,
            },
          ]),
      ...(sameSquads(mine, theirs)
        ? []
        : [
            {
              key: 'squads',
              label: t('board.squads'),
              mine: names(mine),
              theirs: names(theirs),
              isMine: !sameSquads(mine, base),
            },
          ]),
    ];
    const takeTheirs = () => {
      setBase(theirs);
      setMine(theirs);
      change.reset();
    };
    return (
      <ConflictChoice
        key={theirs.version}
        author={conflict}
        fields={fields}
        saving={change.isSending}
        onSave={(kept) => {
          const merged = {
            title: (kept.has('title') ? mine : theirs).title,
            squadIds: (kept.has('squads') ? mine : theirs).squadIds,
          };
          if (merged.title === theirs.title && sameSquads(merged, theirs)) takeTheirs();
          else {
            setMine(merged);
            send(merged, theirs);
          }
        }}
        onTakeTheirs={takeTheirs}
      />
    );
  }
  return (
    <Stack
      component="form"
      gap="sm"
      aria-label={t('incident.settings')}
      onSubmit={(event) => {
        event.preventDefault();
        send(mine, base);
      }}
    >
      <Title order={3} size="h6">
        {t('incident.settings')}
      </Title>
      <TextInput
        label={t('incident.title')}
        value={mine.title}
        maxLength={200}
        onChange={(event) => setMine({ ...mine, title: event.currentTarget.value })}
        error={tried && mine.title.trim() === '' ? t('incident.title.required') : undefined}
        autoComplete="off"
      />
      <SquadChoice
        value={[...mine.squadIds]}
        onChange={(squadIds) => setMine({ ...mine, squadIds })}
        error={tried && mine.squadIds.length === 0 ? t('board.squads.problem') : undefined}
      />
      <CommandProblem error={change.error} onRetry={change.again} />
      <SubmitButton loading={change.isSending}>{t('incident.settings.save')}</SubmitButton>
    </Stack>
  );
}
