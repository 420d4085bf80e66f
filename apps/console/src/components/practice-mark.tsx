import { Badge } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useT } from '../i18n/use-t.js';
import classes from './practice-mark.module.css';

/** Small, beside a name in a list. */
export function PracticeBadge() {
  const t = useT();
  return (
    <Badge
      className={classes.badge ?? ''}
      variant="outline"
      color="gray"
      tt="none"
      leftSection={<IconSchool size={12} aria-hidden />}
    >
      {t('practice.badge')}
    </Badge>
  );
}

/** Across the top of everything that belongs to an exercise: stripes and words, no colour needed. */
export function PracticeBand() {
  const t = useT();
  return (
    <div className={classes.band} role="note" data-testid="practice-band">
      <IconSchool size={18} aria-hidden />
      <span>{t('practice.band')}</span>
    </div>
  );
}
