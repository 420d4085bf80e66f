import { Button, Checkbox, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { ASSIGNMENT_TYPES, assignSectors, type AssignmentState } from '@izdeu/contracts';
import { useState } from 'react';
import type { RequestError } from '../../../app/http/request-error.js';
import { SubmitButton } from '../../../components/submit-button.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useUndoableCommand } from '../commands/use-undoable-command.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { useBoardStore } from '../tools/board-store.js';
import { SidePanel } from '../tools/side-panel.js';

const LABELS_SHOWN = 12;

/** Gives the selected sectors to a team: all of them or none. */
export function AssignPanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { incidentId, state } = useIncidentView();
  const { selection, setSelection } = useBoardStore();
  const [teamId, setTeamId] = useState('');
  const [type, setType] = useState<(typeof ASSIGNMENT_TYPES)[number]>('area-sweep');
  const [instructions, setInstructions] = useState('');
  const [joint, setJoint] = useState(false);
  const [tried, setTried] = useState(false);
  const assign = useUndoableCommand(assignSectors, incidentId, {
    describe: ({ assignments }) =>
      `${assignments.map((one) => one.sectorLabel).join(', ')} → ${assignments[0]?.teamCallSign ?? ''}`,
    seqsOf: ({ assignments, seq }) => assignments.map((_, index) => seq - index),
    onDone: () => {
      setSelection([]);
      onClose();
    },
  });

  const send = (sectorIds: readonly string[]) => {
    setTried(true);
    if (teamId === '' || sectorIds.length === 0) return;
    const text = instructions.trim();
    assign.send({
      params: { id: incidentId },
      body: { sectorIds: [...sectorIds], teamId, type, joint, ...(text !== '' && { instructions: text }) },
    });
  };
  const leaveOut = (sectorId: string) => {
    const rest = selection.filter((id) => id !== sectorId);
    setSelection(rest);
    send(rest);
  };
  if (state.teams.size === 0)
    return (
      <SidePanel title={t('assign.start')} onClose={onClose}>
        <Text size="sm">{t('assign.noTeams')}</Text>
      </SidePanel>
    );
  return (
    <SidePanel title={t('assign.start')} onClose={onClose} takesFocus>
      <Stack
        component="form"
        gap="md"
        onSubmit={(event) => {
          event.preventDefault();
          send(selection);
        }}
      >
        <SelectedSectors />
        <NativeSelect
          label={t('assign.team')}
          value={teamId}
          onChange={(event) => setTeamId(event.currentTarget.value)}
          error={tried && teamId === '' ? t('assign.team.choose') : undefined}
          data={[
            { value: '', label: t('assign.team.choose') },
            ...[...state.teams.values()].map(({ id, callSign }) => ({ value: id, label: callSign })),
          ]}
        />
        <NativeSelect
          label={t('assign.type')}
          value={type}
          onChange={({ currentTarget }) =>
            setType(ASSIGNMENT_TYPES.find((one) => one === currentTarget.value) ?? 'area-sweep')
          }
          data={ASSIGNMENT_TYPES.map((value) => ({ value, label: t(`assign.type.${value}`) }))}
        />
        <Textarea
          label={t('assign.instructions')}
          value={instructions}
          maxLength={2000}
          autosize
          minRows={2}
          onChange={(event) => setInstructions(event.currentTarget.value)}
        />
        <Checkbox
          label={t('assign.joint')}
          checked={joint}
          onChange={(event) => setJoint(event.currentTarget.checked)}
        />
        <AssignProblem error={assign.error} onRetry={assign.again} onLeaveOut={leaveOut} />
        <SubmitButton loading={assign.isSending}>
          {t('assign.submit', { count: selection.length })}
        </SubmitButton>
      </Stack>
    </SidePanel>
  );
}

function SelectedSectors() {
  const t = useT();
  const { catalogue } = useIncidentView();
  const selection = useBoardStore((store) => store.selection);
  const labels = selection.flatMap((id) => catalogue.sectors[catalogue.indexById.get(id) ?? -1]?.label ?? []);
  const rest = labels.length - LABELS_SHOWN;
  if (labels.length === 0) return <Text size="sm">{t('assign.none')}</Text>;
  return (
    <div role="status" data-testid="selected-sectors">
      <Text fw={600} size="sm">
        {t('grid.selected', { count: labels.length })}
      </Text>
      <Text size="sm">
        {labels.slice(0, LABELS_SHOWN).join(', ')}
        {rest > 0 ? `, ${t('assign.moreSectors', { count: rest })}` : ''}
      </Text>
    </div>
  );
}

interface Taken {
  sectorId: string;
  sectorLabel: string;
  holder: { callSign: string; state: AssignmentState };
}

interface AssignProblemProps {
  error: RequestError | null;
  onRetry: () => void;
  onLeaveOut: (sectorId: string) => void;
}

/** Another dispatcher was faster: who has the sector, and the assignment without it. */
function AssignProblem({ error, onRetry, onLeaveOut }: AssignProblemProps) {
  const t = useT();
  if (error?.code !== 'SECTOR_TAKEN') return <CommandProblem error={error} onRetry={onRetry} />;
  const { sectorId, sectorLabel: label, holder } = error.details as unknown as Taken;
  const state = t(`assignment.state.${holder.state}`);
  return (
    <CommandProblem
      error={error}
      onRetry={onRetry}
      words={t('assign.taken', { label, callSign: holder.callSign, state })}
    >
      <Button mt="xs" mih={44} h="auto" variant="default" onClick={() => onLeaveOut(sectorId)}>
        {t('assign.leaveOut', { label })}
      </Button>
    </CommandProblem>
  );
}
