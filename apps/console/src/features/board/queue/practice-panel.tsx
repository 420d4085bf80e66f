import { Button, Stack, Text, TextInput } from '@mantine/core';
import { openPracticeIncident, type LonLat } from '@izdeu/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { SubmitButton } from '../../../components/submit-button.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useCommand } from '../commands/use-command.js';
import { CoordinateField } from '../tools/coordinate-field.js';
import { SidePanel } from '../tools/side-panel.js';
import { SquadChoice } from './squad-choice.js';

/** The middle of Kostanay: an exercise needs some place to begin with. */
const KOSTANAY: LonLat = [63.6246, 53.2144];

/** Opens an exercise: everything works as in a search, and nothing of it counts. */
export function PracticePanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [title, setTitle] = useState(t('practice.title.default'));
  const [personName, setPersonName] = useState(t('practice.person.default'));
  const [place, setPlace] = useState<LonLat | null>(null);
  const [squadIds, setSquadIds] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const open = useCommand(openPracticeIncident, {
    describe: (incident) => incident.title,
    onDone: (incident) => {
      void client.invalidateQueries({ queryKey: ['board'] });
      void navigate(`/board/incidents/${incident.id}`);
    },
  });
  const missing = (text: string) => (tried && text.trim() === '' ? t('practice.required') : undefined);

  const submit = () => {
    setTried(true);
    if (!place || squadIds.length === 0 || title.trim() === '' || personName.trim() === '') return;
    const initialPlanningPoint = { type: 'Point' as const, coordinates: place };
    open.send({
      body: { title: title.trim(), personName: personName.trim(), initialPlanningPoint, squadIds },
    });
  };

  return (
    <SidePanel title={t('practice.open')} onClose={onClose} takesFocus>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('practice.help')}</Text>
          <TextInput
            label={t('practice.title')}
            value={title}
            maxLength={200}
            error={missing(title)}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <TextInput
            label={t('practice.person')}
            value={personName}
            maxLength={200}
            error={missing(personName)}
            onChange={(event) => setPersonName(event.currentTarget.value)}
          />
          <CoordinateField
            label={t('practice.point')}
            onChange={setPlace}
            error={tried && !place ? t('board.point.problem') : undefined}
            suggestion={{ label: t('practice.point.suggestion'), position: KOSTANAY }}
          />
          <SquadChoice
            value={squadIds}
            onChange={setSquadIds}
            error={tried && squadIds.length === 0 ? t('board.squads.problem') : undefined}
          />
          <CommandProblem error={open.error} onRetry={open.again} />
          <SubmitButton loading={open.isSending}>{t('practice.submit')}</SubmitButton>
          <Button variant="default" mih={44} onClick={onClose}>
            {t('board.cancel')}
          </Button>
        </Stack>
      </form>
    </SidePanel>
  );
}
