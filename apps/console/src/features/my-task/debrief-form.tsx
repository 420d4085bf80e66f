import { Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import type { Debrief } from '@izdeu/contracts';
import { computedPod } from '@izdeu/domain';
import { FieldButton } from '../../components/field-button.js';
import { useT } from '../../i18n/use-t.js';
import classes from './my-task.module.css';
import { PercentField } from './percent-field.js';
import { debriefOf, numberIn, useDebriefForm, type DebriefValues } from './use-debrief-form.js';

export interface DebriefFormProps {
  assignmentId: string;
  searchers: number | null;
  areaSquareMetres: number | null;
  onReport: (to: 'completed' | 'incomplete', debrief: Debrief) => void;
}

/** What was searched and how well. Whether the sector is completed follows from the share, unless said otherwise. */
export function DebriefForm({ assignmentId, searchers, areaSquareMetres, onReport }: DebriefFormProps) {
  const t = useT();
  const form = useDebriefForm(assignmentId, searchers);
  const inPart = (numberIn(form.values.share) ?? 100) < 100;
  const send = (to: 'completed' | 'incomplete') => {
    if (!form.validate().hasErrors) onReport(to, debriefOf(form.values));
  };
  const computed = computedPercent(form.values, areaSquareMetres);
  const line = { size: 'md', inputMode: 'decimal', styles: { input: { minHeight: 56 } } } as const;
  return (
    <Stack component="section" className={classes.card} gap="md" aria-labelledby="debrief-title">
      <div>
        <Title order={2} id="debrief-title" size="h3">
          {t('debrief.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('debrief.kept')}
        </Text>
      </div>
      <PercentField label={t('debrief.share')} most={100} {...form.getInputProps('share')} />
      <PercentField
        label={t('debrief.pod')}
        help={t('debrief.podHelp')}
        most={99}
        {...form.getInputProps('pod')}
      />
      <TextInput label={t('debrief.searchers')} {...line} {...form.getInputProps('searchers')} />
      <TextInput label={t('debrief.track')} {...line} {...form.getInputProps('track')} />
      <TextInput label={t('debrief.sweepWidth')} {...line} {...form.getInputProps('sweepWidth')} />
      {computed === null ? null : (
        <Text data-testid="debrief-computed-pod">{t('debrief.computed', { percent: computed })}</Text>
      )}
      <Textarea
        label={t('debrief.missedAreas')}
        size="md"
        minRows={2}
        maxLength={1000}
        {...form.getInputProps('missedAreas')}
      />
      <Textarea
        label={t('debrief.hazards')}
        size="md"
        minRows={2}
        maxLength={1000}
        {...form.getInputProps('hazards')}
      />
      <Textarea
        label={t('debrief.notes')}
        size="md"
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('notes')}
      />
      <div data-testid="task-main-step">
        <FieldButton size="main" onClick={() => send(inPart ? 'incomplete' : 'completed')}>
          {t(inPart ? 'task.step.incomplete' : 'task.step.completed')}
        </FieldButton>
      </div>
      {inPart ? (
        <FieldButton variant="default" onClick={() => send('completed')}>
          {t('debrief.completedAnyway')}
        </FieldButton>
      ) : null}
    </Stack>
  );
}

/** POD from the effort told so far, beside the leader's own estimate; both are kept. */
function computedPercent(values: DebriefValues, areaSquareMetres: number | null): number | null {
  const [sweepWidthMetres, trackLengthMetres] = [numberIn(values.sweepWidth), numberIn(values.track)];
  if (sweepWidthMetres === null || trackLengthMetres === null || areaSquareMetres === null) return null;
  const searchers = numberIn(values.searchers) ?? 1;
  const pod = computedPod({ sweepWidthMetres, trackLengthMetres, searchers, areaSquareMetres });
  return pod === null ? null : Math.round(pod * 100);
}
