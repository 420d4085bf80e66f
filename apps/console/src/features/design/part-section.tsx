import { Anchor, Badge, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Age } from '../../components/age.js';
import { ConfirmStep } from '../../components/confirm-step.js';
import { FieldButton } from '../../components/field-button.js';
import { FormActions } from '../../components/form-actions.js';
import { PracticeBadge } from '../../components/practice-mark.js';
import { StatFigure } from '../../components/stat-figure.js';
import { useT } from '../../i18n/use-t.js';
import { DeliveryBadge } from '../../outbox/delivery-badge.js';
import { serverNow } from '../../realtime/server-clock.js';
import classes from './design.module.css';
import { Section } from './section.js';

const nothing = (): void => undefined;
const MINUTE_MILLISECONDS = 60_000;
const DELIVERY_STATES = ['on-device', 'sending', 'at-headquarters', 'refused'] as const;

/** Buttons, fields, badges, freshness and delivery. */
export function PartSection() {
  const t = useT();
  const [now] = useState(serverNow);
  return (
    <Section id="parts" title="design.parts">
      <div className={classes.cards}>
        <Stack>
          <Group>
            <Button mih={44}>{t('state.error.retry')}</Button>
            <Button mih={44} variant="default">
              {t('action.cancel')}
            </Button>
          </Group>
          <FieldButton size="main" onClick={nothing}>
            {t('assignment.state.searching')}
          </FieldButton>
          <ConfirmStep act={t('grid.archive')} consequence={t('grid.archive.confirm')} onConfirm={nothing} />
        </Stack>
        <Stack>
          <TextInput label={t('stats.from')} placeholder="23.11.2026" />
          <TextInput label={t('stats.to')} error={t('stats.wrongPeriod')} />
          <NativeSelect label={t('stats.squad')} data={[t('stats.all')]} />
          <FormActions submit={t('action.close')} pending={false} error={null} onClose={nothing} />
        </Stack>
        <Stack>
          {DELIVERY_STATES.map((state) => (
            <DeliveryBadge key={state} state={state} />
          ))}
          <Age at={now - 12 * MINUTE_MILLISECONDS} />
          <Age at={now - 95 * MINUTE_MILLISECONDS} staleAfterMilliseconds={MINUTE_MILLISECONDS} />
          <Group>
            <PracticeBadge />
            <Badge variant="outline" tt="none">
              {t('incident.state.active')}
            </Badge>
          </Group>
        </Stack>
        <StatFigure name={t('stats.applications')} counts={t('stats.countsApplications')}>
          <Anchor href="#content">92</Anchor>
        </StatFigure>
      </div>
    </Section>
  );
}
