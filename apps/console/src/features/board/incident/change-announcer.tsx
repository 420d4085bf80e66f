import { VisuallyHidden } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useT } from '../../../i18n/use-t.js';
import { useIncidentView } from './use-incident-view.js';

/** Changes are told together once nothing more has come for this long, but never later than the limit. */
const QUIET_MILLISECONDS = 1_200;
const LIMIT_MILLISECONDS = 5_000;

/** Tells a screen reader what others did to the sectors: one sentence for a burst, however many it touched. */
export function ChangeAnnouncer() {
  const t = useT();
  const { catalogue, statuses } = useIncidentView();
  const told = useRef({ catalogue, statuses });
  const since = useRef<number | null>(null);
  const [text, setText] = useState('');

  const tell = useEffectEvent(() => {
    since.current = null;
    const before = told.current;
    told.current = { catalogue, statuses };
    // Another set of sectors: what is on the map now was not changed, it is new.
    if (before.catalogue !== catalogue) return;
    const changed = statuses.flatMap(({ state }, index) => {
      const label = catalogue.sectors[index]?.label;
      return state === before.statuses[index]?.state || label === undefined ? [] : [{ label, state }];
    });
    const [first] = changed;
    if (!first) return;
    setText(
      changed.length === 1
        ? t('sector.announce', { label: first.label, state: t(`sector.state.${first.state}`) })
        : t('board.announce.many', { count: changed.length }),
    );
  });

  useEffect(() => {
    if (told.current.statuses === statuses && told.current.catalogue === catalogue) return;
    since.current ??= performance.now();
    const left = Math.max(0, since.current + LIMIT_MILLISECONDS - performance.now());
    const timer = setTimeout(() => tell(), Math.min(QUIET_MILLISECONDS, left));
    return () => clearTimeout(timer);
  }, [catalogue, statuses]);

  return (
    <VisuallyHidden>
      <div aria-live="polite" data-testid="change-announcer">
        {text}
      </div>
    </VisuallyHidden>
  );
}
