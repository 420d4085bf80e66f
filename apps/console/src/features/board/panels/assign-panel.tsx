import { Checkbox, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { ASSIGNMENT_TYPES, assignSectors } from '@izdeu/contracts';
import { useState } from 'react';
import { SubmitButton } from '../../../components/submit-button.js';
import { useT } from '../../../i18n/use-t.js';
import { useUndoableCommand } from '../commands/use-undoable-command.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { useBoardStore } from '../tools/board-store.js';
import { assignedWords, labelList } from '../tools/label-list.js';
import { SidePanel } from '../tools/side-panel.js';
import { AssignProblem } from './assign-problem.js';

/** Gives the selected sectors to a team: all of them or none. */
export function AssignPanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { incidentId, state } = useIncidentView();
  const { selection, assignTeamId, setSelection } = useBoardStore();
  const [teamId, setTeamId] = useState(assignTeamId ?? '');
  const [type, setType] = useState<(typeof ASSIGNMENT_TYPES)[number]>('area-sweep');
  const [instructions, setInstructions] = useState('');
  const [joint, setJoint] = useState(false);
  const [tried, setTried] = useState(false);
  const assign = useUndoableCommand(assignSectors, incidentId, {
    describe: ({ assignments }) => assignedWords(assignments, t),
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
  const leaveOut = (taken: readonly string[]) => {
    const rest = selection.filter((id) => !taken.includes(id));
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
        <AssignProblem
          chosen={selection.length}
          error={assign.error}
          onRetry={assign.again}
          onLeaveOut={leaveOut}
        />
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
  if (labels.length === 0) return <Text size="sm">{t('assign.none')}</Text>;
  return (
    <div role="status" data-testid="selected-sectors">
      <Text fw={600} size="sm">
        {t('grid.selected', { count: labels.length })}
      </Text>
      <Text size="sm">{labelList(labels, t)}</Text>
    </div>
  );
}
