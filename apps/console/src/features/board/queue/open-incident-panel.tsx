import { Button, Stack, Text, TextInput } from '@mantine/core';
import { openIncident, type LonLat } from '@izdeu/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { SubmitButton } from '../../../components/submit-button.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useCommand } from '../commands/use-command.js';
import { CoordinateField } from '../tools/coordinate-field.js';
import { SidePanel } from '../tools/side-panel.js';
import { useApplication } from './board-queries.js';
import { SquadChoice } from './squad-choice.js';

export interface OpenIncidentPanelProps {
  applicationIds: readonly string[];
  onClose: () => void;
}

export function OpenIncidentPanel({ applicationIds, onClose }: OpenIncidentPanelProps) {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const [place, setPlace] = useState<LonLat | null>(null);
  const [squadIds, setSquadIds] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const lastSeen = useApplication(applicationIds[0]).data?.lastSeen.point?.coordinates;
  const open = useCommand(openIncident, {
    describe: (incident) => incident.title,
    onDone: (incident) => {
      void client.invalidateQueries({ queryKey: ['board'] });
      void navigate(`/board/incidents/${incident.id}`);
    },
  });

  const submit = () => {
    setTried(true);
    if (!place || squadIds.length === 0) return;
    const named = title.trim() === '' ? {} : { title: title.trim() };
    open.send({
      body: {
        applicationIds: [...applicationIds],
        initialPlanningPoint: { type: 'Point', coordinates: place },
        squadIds,
        ...named,
      },
    });
  };

  return (
    <SidePanel title={t('board.openIncident')} onClose={onClose} takesFocus>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('count.applications', { count: applicationIds.length })}</Text>
          <TextInput
            label={t('board.title')}
            description={t('board.title.help')}
            value={title}
            maxLength={200}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <CoordinateField
            label={t('board.point')}
            onChange={setPlace}
            error={tried && !place ? t('board.point.problem') : undefined}
            suggestion={lastSeen ? { label: t('board.point.lastSeen'), position: lastSeen } : undefined}
          />
          <SquadChoice
            value={squadIds}
            onChange={setSquadIds}
            error={tried && squadIds.length === 0 ? t('board.squads.problem') : undefined}
          />
          <CommandProblem error={open.error} onRetry={open.again} />
          <SubmitButton loading={open.isSending}>{t('board.openIncident')}</SubmitButton>
          <Button variant="default" mih={44} onClick={onClose}>
            {t('board.cancel')}
          </Button>
        </Stack>
      </form>
    </SidePanel>
  );
}
