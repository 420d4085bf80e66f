import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { Outcome } from '@izdeu/contracts';
import { useId, useState } from 'react';
import { useMe, usePermission } from '../../app/session/session.js';
import { errorMessageId } from '../../i18n/error-message.js';
import { formatDateTime } from '../../i18n/time.js';
import { useT } from '../../i18n/use-t.js';
import { isOvertaken, overtakenBy, useDecision, type OutcomeDecision } from './use-outcomes.js';

export interface OutcomeActionsProps {
  outcome: Outcome;
  name: string;
  onDone: (message: string) => void;
}

type WithReason = Exclude<OutcomeDecision, 'confirm'>;

/** What this person may decide about this outcome, and why not the rest. */
export function OutcomeActions({ outcome, name, onDone }: OutcomeActionsProps) {
  const t = useT();
  const whyId = useId();
  const me = useMe();
  const mayDecide = usePermission('outcome.decide');
  const decision = useDecision();
  const [asking, setAsking] = useState<WithReason | null>(null);
  const own = me?.id === outcome.proposedBy.userId;
  const waiting = outcome.state === 'proposed';
  const decide = (kind: OutcomeDecision, reason?: string) =>
    decision.mutate(
      { outcome, decision: kind, ...(reason === undefined ? {} : { reason }) },
      {
        onSuccess: () => onDone(t(`review.done.${kind}`, { name })),
        onError: (error) => isOvertaken(error) && onDone(overtakenWords(error, reason)),
      },
    );
  /** Who decided, when and what; a reason already written is shown, not lost. */
  const overtakenWords = (error: unknown, reason?: string): string => {
    const faster = overtakenBy(error);
    const words = faster
      ? t('review.conflict.who', {
          name: faster.name,
          time: formatDateTime(faster.at),
          state: t(`outcome.state.${faster.state}`),
        })
      : t('review.conflict');
    return reason === undefined ? words : `${words} ${t('review.conflict.reason', { reason })}`;
  };
  if (!mayDecide) return null;
  return (
    <Stack gap="xs" mt="sm">
      {waiting && own ? (
        <Text id={whyId} fw={600}>
          {t('review.own')}
        </Text>
      ) : null}
      {asking ? (
        <ReasonForm
          kind={asking}
          loading={decision.isPending}
          onSend={(reason) => decide(asking, reason)}
          onCancel={() => setAsking(null)}
        />
      ) : (
        <Group gap="xs">
          {waiting ? (
            <Button
              mih={56}
              disabled={own}
              aria-describedby={own ? whyId : undefined}
              loading={decision.isPending}
              onClick={() => decide('confirm')}
              data-testid="outcome-confirm"
            >
              {t('review.confirm')}
            </Button>
          ) : null}
          <Button
            mih={56}
            variant="default"
            onClick={() => setAsking(waiting ? 'reject' : 'reopen')}
            data-testid={waiting ? 'outcome-return' : 'outcome-reopen'}
          >
            {t(waiting ? 'review.return' : 'review.reopen')}
          </Button>
        </Group>
      )}
      {decision.error && !isOvertaken(decision.error) ? (
        <Alert color="red" role="alert">
          {t(errorMessageId(decision.error))}
        </Alert>
      ) : null}
    </Stack>
  );
}

interface ReasonFormProps {
  kind: WithReason;
  loading: boolean;
  onSend: (reason: string) => void;
  onCancel: () => void;
}

function ReasonForm({ kind, loading, onSend, onCancel }: ReasonFormProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const empty = reason.trim() === '';
  const send = () => {
    if (empty) setAsked(true);
    else onSend(reason.trim());
  };
  return (
    <>
      <Textarea
        label={t('review.reason')}
        description={kind === 'reopen' ? t('review.reopen.help') : undefined}
        error={asked && empty ? t('review.reasonRequired') : null}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
      />
      <Group gap="xs">
        <Button mih={56} onClick={send} loading={loading} data-testid="outcome-send-reason">
          {t(kind === 'reject' ? 'review.send' : 'review.reopen')}
        </Button>
        <Button mih={56} variant="default" onClick={onCancel}>
          {t('review.cancel')}
        </Button>
      </Group>
    </>
  );
}
