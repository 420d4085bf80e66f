import { Button, Group, NumberInput, Paper, Stack, Text, TextInput } from '@mantine/core';
import { changeAssignmentStatus, type Assignment, type AssignmentState } from '@izdeu/contracts';
import { mayMoveAssignment, nextAssignmentStates } from '@izdeu/domain';
import { useState } from 'react';
import { ConflictChoice } from '../../../components/conflict-choice.js';
import { conflictIn } from '../../../components/conflict-details.js';
import { usePermission } from '../../../app/session/session.js';
import { AssignmentStateBadge } from '../../../components/state-badge.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useCommand } from '../commands/use-command.js';

export interface AssignmentMovesProps {
  assignment: Assignment;
  title: string;
  isActive: boolean;
}

const CLOSING: readonly AssignmentState[] = ['completed', 'incomplete'];

/** One assignment and its legal next steps: the coordinator reports for a team that has no signal. */
export function AssignmentMoves({ assignment, title }: AssignmentMovesProps) {
  const t = useT();
  const mayMove = usePermission('assignment.create');
  const [wanted, setWanted] = useState<AssignmentState | null>(null);
  const [details, setDetails] = useState({ reason: '', share: 100, pod: 50 });
  const move = useCommand(changeAssignmentStatus, { onDone: () => setWanted(null) });
  const steps = nextAssignmentStates(assignment.state).filter((to) =>
    mayMoveAssignment('coordinator', assignment.state, to),
  );

  const send = (to: AssignmentState, version = assignment.version) =>
    move.send({
      params: { id: assignment.id },
      body: {
        to,
        version,
        ...(to === 'withdrawn' && { reason: details.reason.trim() }),
        ...(CLOSING.includes(to) && {
          debrief: { searchedSharePercent: details.share, estimatedPodPercent: details.pod },
        }),
      },
    });
  const choose = (to: AssignmentState) => {
    move.reset();
    setWanted(to);
    if (to !== 'withdrawn' && !CLOSING.includes(to)) send(to);
  };
  const conflict = conflictIn(move.error);
  const current = conflict === null ? null : (conflict.current as Assignment);

  return (
    <Paper withBorder p="sm" data-testid="assignment-card" data-state={assignment.state}>
      <Group justify="space-between" gap="xs" mb={6}>
        <Text fw={600} size="sm">
          {title}
        </Text>
        <AssignmentStateBadge state={assignment.state} />
      </Group>
      {assignment.instructions ? <Text size="sm">{assignment.instructions}</Text> : null}
      {mayMove ? (
        <Group gap={6} role="group" aria-label={t('assign.move')}>
          {steps.map((to) => (
            <Button
              key={to}
              size="xs"
              mih={36}
              h="auto"
              variant={to === 'withdrawn' ? 'subtle' : 'default'}
              {...(to === 'withdrawn' && { color: 'red' })}
              loading={move.isSending && wanted === to}
              onClick={() => choose(to)}
            >
              {t(`assignment.state.${to}`)}
            </Button>
          ))}
        </Group>
      ) : null}
      {wanted === 'withdrawn' || (wanted !== null && CLOSING.includes(wanted)) ? (
        <MoveDetails wanted={wanted} details={details} onChange={setDetails} onSend={() => send(wanted)} />
      ) : null}
      {conflict && current && wanted !== null ? (
        <ConflictChoice
          key={current.version}
          author={conflict}
          fields={[
            {
              key: 'state',
              label: title,
              mine: t(`assignment.state.${wanted}`),
              theirs: t(`assignment.state.${current.state}`),
              isMine: true,
            },
          ]}
          saving={move.isSending}
          onSave={() => send(wanted, current.version)}
          onTakeTheirs={() => {
            setWanted(null);
            move.reset();
          }}
        />
      ) : (
        <CommandProblem error={move.error} onRetry={move.again} />
      )}
    </Paper>
  );
}

interface Details {
  reason: string;
  share: number;
  pod: number;
}

interface MoveDetailsProps {
  wanted: AssignmentState;
  details: Details;
  onChange: (details: Details) => void;
  onSend: () => void;
}

/** A withdrawal says why, a closed pass says how much was searched and how well. */
function MoveDetails({ wanted, details, onChange, onSend }: MoveDetailsProps) {
  const t = useT();
  const isWithdrawal = wanted === 'withdrawn';
  return (
    <Stack
      component="form"
      gap="xs"
      mt="xs"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {isWithdrawal ? (
        <TextInput
          label={t('incident.reason')}
          value={details.reason}
          maxLength={500}
          onChange={(event) => onChange({ ...details, reason: event.currentTarget.value })}
        />
      ) : (
        <>
          <NumberInput
            label={t('assign.share')}
            min={0}
            max={wanted === 'incomplete' ? 99 : 100}
            value={details.share}
            onChange={(value) => onChange({ ...details, share: Number(value) })}
          />
          <NumberInput
            label={t('assign.pod')}
            min={0}
            max={99}
            value={details.pod}
            onChange={(value) => onChange({ ...details, pod: Number(value) })}
          />
        </>
      )}
      <Button type="submit" mih={44} h="auto" disabled={isWithdrawal && details.reason.trim() === ''}>
        {t('incident.confirm')}: {t(`assignment.state.${wanted}`)}
      </Button>
    </Stack>
  );
}
