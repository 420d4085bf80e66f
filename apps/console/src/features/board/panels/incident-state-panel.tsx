import { Button, Stack, Text, TextInput } from '@mantine/core';
import {
  changeIncident,
  type IncidentLifecycle,
  type IncidentSummary,
  type IncidentView,
} from '@izdeu/contracts';
import { nextIncidentStates } from '@izdeu/domain';
import { useState } from 'react';
import { ConflictChoice } from '../../../components/conflict-choice.js';
import { conflictIn } from '../../../components/conflict-details.js';
import type { RequestError } from '../../../app/http/request-error.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useCommand } from '../commands/use-command.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { SidePanel } from '../tools/side-panel.js';
import { IncidentSettings } from './incident-settings.js';

type Wish = IncidentLifecycle | 'next-period';

/** Lifecycle of the incident and its operational periods; what can't be taken back is asked twice. */
export function IncidentStatePanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { incidentId, state } = useIncidentView();
  const { incident } = state;
  const [wish, setWish] = useState<Wish | null>(null);
  const [reason, setReason] = useState('');
  const change = useCommand(changeIncident, {
    describe: (answer) =>
      wish === 'next-period'
        ? t('incident.period', { number: answer.operationalPeriod })
        : t(`incident.state.${answer.state}`),
    onDone: onClose,
  });

  const send = (wanted: Wish, version = incident.version) => {
    const text = reason.trim();
    change.send({
      params: { id: incidentId },
      body: {
        version,
        ...(wanted === 'next-period' ? { startNextPeriod: true } : { state: wanted }),
        ...(text !== '' && { reason: text }),
      },
    });
  };
  const label = (wanted: Wish): string => {
    if (wanted === 'next-period') return t('incident.nextPeriod');
    return incident.state === 'closed' ? t('incident.to.reopen') : t(`incident.to.${wanted}`);
  };
  const choose = (wanted: Wish) => {
    change.reset();
    setWish(wanted);
    if (wanted !== 'closed' && wanted !== 'next-period' && incident.state !== 'closed') send(wanted);
  };
  const wishes: readonly Wish[] = [
    ...nextIncidentStates(incident.state),
    ...(incident.state === 'closed' ? [] : (['next-period'] as const)),
  ];
  const mine = wish === null ? '' : label(wish);
  const words = ({ state: life, operationalPeriod }: IncidentSummary) =>
    `${t(`incident.state.${life}`)}, ${t('incident.period', { number: operationalPeriod })}`;
  const conflict = conflictIn(change.error);
  const current = conflict === null ? null : (conflict.current as IncidentView);

  return (
    <SidePanel title={t('incident.change')} onClose={onClose} takesFocus>
      <Stack gap="md">
        <Text size="sm">{words(incident)}</Text>
        <TextInput
          label={t('incident.reason')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={
            wish !== null && incident.state === 'closed' && reason.trim() === ''
              ? t('incident.reason.required')
              : undefined
          }
        />
        {wishes.map((wanted) => (
          <Button
            key={wanted}
            variant="default"
            mih={48}
            h="auto"
            loading={change.isSending && wish === wanted}
            onClick={() => choose(wanted)}
          >
            {label(wanted)}
          </Button>
        ))}
        {wish === 'closed' || wish === 'next-period' || (wish !== null && incident.state === 'closed') ? (
          <Confirmation
            text={
              wish === 'next-period'
                ? t('incident.confirmPeriod', { number: incident.operationalPeriod + 1 })
                : wish === 'closed'
                  ? t('incident.confirmClose')
                  : ''
            }
            label={`${t('incident.confirm')}: ${mine}`}
            isSending={change.isSending}
            isDisabled={incident.state === 'closed' && reason.trim() === ''}
            onConfirm={() => send(wish)}
          />
        ) : null}
        {conflict && current && wish !== null ? (
          <ConflictChoice
            key={current.version}
            author={conflict}
            fields={[
              { key: 'state', label: t('incident.change'), mine, theirs: words(current), isMine: true },
            ]}
            saving={change.isSending}
            onSave={() => send(wish, current.version)}
            onTakeTheirs={onClose}
          />
        ) : (
          <StateProblem error={change.error} onRetry={change.again} />
        )}
        <IncidentSettings />
      </Stack>
    </SidePanel>
  );
}

interface ConfirmationProps {
  text: string;
  label: string;
  isSending: boolean;
  isDisabled: boolean;
  onConfirm: () => void;
}

function Confirmation({ text, label, isSending, isDisabled, onConfirm }: ConfirmationProps) {
  return (
    <Stack gap="xs">
      {text === '' ? null : <Text size="sm">{text}</Text>}
      <Button mih={48} h="auto" color="red" loading={isSending} disabled={isDisabled} onClick={onConfirm}>
        {label}
      </Button>
    </Stack>
  );
}

/** Why an incident does not close yet, in numbers. */
function StateProblem({ error, onRetry }: { error: RequestError | null; onRetry: () => void }) {
  const t = useT();
  const assignments = error?.details.activeAssignments;
  const persons = error?.details.unresolvedPersons;
  const words =
    typeof assignments === 'number' && typeof persons === 'number'
      ? t('incident.notFinished', { assignments, persons })
      : undefined;
  return <CommandProblem error={error} onRetry={onRetry} words={words} />;
}
