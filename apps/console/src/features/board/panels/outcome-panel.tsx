import { NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { OUTCOME_KINDS, proposeOutcome, type LonLat, type OutcomeKind } from '@izdeu/contracts';
import { useState } from 'react';
import { SubmitButton } from '../../../components/submit-button.js';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useCommand } from '../commands/use-command.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { CoordinateField } from '../tools/coordinate-field.js';
import { SidePanel } from '../tools/side-panel.js';

/** The field is filled in by the region's clock, UTC+5, whatever this device is set to. */
const instantOf = (local: string): string => new Date(`${local}:00+05:00`).toISOString();

/** What happened to a person, with its evidence; a second person confirms it. */
export function OutcomePanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const { incidentId, state } = useIncidentView();
  const [personId, setPersonId] = useState(state.persons[0]?.id ?? '');
  const [kind, setKind] = useState<OutcomeKind>('found-alive');
  const [texts, setTexts] = useState({ evidence: '', placeText: '', occurredAt: '', squadId: '' });
  const [place, setPlace] = useState<LonLat | null>(null);
  const [tried, setTried] = useState(false);
  const propose = useCommand(proposeOutcome, {
    describe: (outcome) => t(`outcome.kind.${outcome.kind}`),
    onDone: onClose,
  });
  const set = (change: Partial<typeof texts>) => setTexts({ ...texts, ...change });

  const send = () => {
    setTried(true);
    const { evidence, placeText, occurredAt, squadId } = texts;
    if (evidence.trim() === '' || personId === '') return;
    propose.send({
      params: { id: personId },
      body: {
        kind,
        evidence: evidence.trim(),
        incidentId,
        ...(place && { place: { type: 'Point', coordinates: place } }),
        ...(placeText.trim() !== '' && { placeText: placeText.trim() }),
        ...(occurredAt !== '' && { occurredAt: instantOf(occurredAt) }),
        ...(squadId !== '' && { foundBySquadId: squadId }),
      },
    });
  };
  return (
    <SidePanel title={t('incident.outcome')} onClose={onClose} takesFocus>
      <Stack
        component="form"
        gap="md"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <NativeSelect
          label={t('incident.outcome.person')}
          value={personId}
          onChange={(event) => setPersonId(event.currentTarget.value)}
          data={state.persons.map((person) => ({
            value: person.id,
            label: person.fullName ?? person.description ?? t('board.unnamed'),
          }))}
        />
        <NativeSelect
          label={t('incident.outcome.kind')}
          value={kind}
          onChange={({ currentTarget }) =>
            setKind(OUTCOME_KINDS.find((one) => one === currentTarget.value) ?? 'found-alive')
          }
          data={OUTCOME_KINDS.map((value) => ({ value, label: t(`outcome.kind.${value}`) }))}
        />
        <Textarea
          label={t('incident.outcome.evidence')}
          value={texts.evidence}
          maxLength={2000}
          autosize
          minRows={2}
          onChange={(event) => set({ evidence: event.currentTarget.value })}
          error={tried && texts.evidence.trim() === '' ? t('incident.reason.required') : undefined}
        />
        <CoordinateField label={t('incident.outcome.place')} onChange={setPlace} />
        <TextInput
          label={t('incident.outcome.placeText')}
          value={texts.placeText}
          maxLength={500}
          onChange={(event) => set({ placeText: event.currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label={t('incident.outcome.occurredAt')}
          value={texts.occurredAt}
          onChange={(event) => set({ occurredAt: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('incident.outcome.squad')}
          value={texts.squadId}
          onChange={(event) => set({ squadId: event.currentTarget.value })}
          data={[
            { value: '', label: t('incident.outcome.none') },
            ...state.squads.map(({ id, name }) => ({ value: id, label: name[locale] })),
          ]}
        />
        <Text size="xs" c="dimmed">
          {t('incident.outcome.second')}
        </Text>
        <CommandProblem error={propose.error} onRetry={propose.again} />
        <SubmitButton loading={propose.isSending}>{t('incident.outcome')}</SubmitButton>
      </Stack>
    </SidePanel>
  );
}
