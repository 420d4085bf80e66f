import { Button, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../components/empty-state.js';
import { ErrorState } from '../../components/error-state.js';
import { LoadingState } from '../../components/loading-state.js';
import { useT } from '../../i18n/use-t.js';
import { OutcomeCard } from './outcome-card.js';
import classes from './review.module.css';
import { useOutcomes } from './use-outcomes.js';

const STATES = ['proposed', 'confirmed'] as const;
type Shown = (typeof STATES)[number];

/** Outcomes that wait for a second person, and those confirmed. */
export function ReviewPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const [message, setMessage] = useState('');
  const shown: Shown = search.get('state') === 'confirmed' ? 'confirmed' : 'proposed';
  return (
    <Stack className={classes.page} gap="md">
      <Title order={1}>{t('nav.review')}</Title>
      <SegmentedControl
        aria-label={t('nav.review')}
        value={shown}
        onChange={(state) => setSearch(state === 'confirmed' ? { state } : {}, { replace: true })}
        data={STATES.map((state) => ({
          value: state,
          label: t(state === 'proposed' ? 'review.waiting' : 'review.confirmed'),
        }))}
        styles={{ label: { minHeight: 44, whiteSpace: 'normal', alignContent: 'center' } }}
      />
      <Text role="status" fw={600} data-testid="review-message">
        {message}
      </Text>
      <OutcomeList key={shown} state={shown} onDone={setMessage} />
    </Stack>
  );
}

function OutcomeList({ state, onDone }: { state: Shown; onDone: (message: string) => void }) {
  const t = useT();
  const list = useOutcomes(state);
  if (list.isPending) return <LoadingState what={t('nav.review')} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const outcomes = list.data.pages.flatMap((page) => page.items);
  if (outcomes.length === 0) {
    return state === 'proposed' ? (
      <EmptyState title={t('review.none.title')} body={t('review.none.body')} />
    ) : (
      <EmptyState body={t('review.noneConfirmed')} />
    );
  }
  return (
    <Stack gap="md">
      {outcomes.map((outcome) => (
        <OutcomeCard key={outcome.id} outcome={outcome} onDone={onDone} />
      ))}
      {list.hasNextPage ? (
        <Button
          mih={56}
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('review.more')}
        </Button>
      ) : null}
    </Stack>
  );
}
