import { Badge, Checkbox, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ApplicationRow } from '@izdeu/contracts';
import { Link } from 'react-router';
import { PracticeBadge } from '../../../components/practice-mark.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { formatAgo } from '../../../i18n/format-ago.js';

export interface ApplicationQueueRowProps {
  row: ApplicationRow;
  now: number;
  selected: boolean;
  /** Absent for those who may not open an incident. */
  onToggle?: (() => void) | undefined;
}

const STATE_COLOURS = { received: 'orange', searching: 'blue', resolved: 'teal', withdrawn: 'gray' } as const;

export function ApplicationQueueRow({ row, now, selected, onToggle }: ApplicationQueueRowProps) {
  const t = useT();
  const [first] = row.persons;
  const ago = formatAgo(now - Date.parse(row.receivedAt), t);
  const categories = [...new Set(row.persons.map(({ category }) => t(`person.category.${category}`)))].join(
    ', ',
  );
  return (
    <li className={classes.row} data-selected={selected} data-testid="queue-row">
      {onToggle && !row.practice ? (
        <Checkbox
          size="md"
          pt={2}
          checked={selected}
          onChange={onToggle}
          aria-label={t('board.select', { reference: row.reference })}
        />
      ) : null}
      <div style={{ flex: 1, minWidth: 0 }}>
        <Link to={`/applications/${row.id}`} className={classes.rowLink ?? ''}>
          <Text fw={600} size="sm">
            {row.persons
              .map((person) => person.fullName ?? person.description ?? t('board.unnamed'))
              .join(', ')}
          </Text>
          <Text size="xs" c="dimmed">
            {row.reference}
          </Text>
        </Link>
        <Text size="xs">
          {[
            t('count.people', { count: row.persons.length }),
            categories,
            ...(first?.birthYear ? [t('board.birthYear', { year: String(first.birthYear) })] : []),
          ].join(' · ')}
        </Text>
        <Text size="xs">{t('board.age', { ago })}</Text>
        <Group gap={6} mt={4}>
          {row.practice ? <PracticeBadge /> : null}
          <Badge variant="outline" color={STATE_COLOURS[row.state]} tt="none">
            {t(`application.state.${row.state}`)}
          </Badge>
          {row.hasPoliceStatement || row.practice ? null : (
            <Badge
              variant="outline"
              color="red"
              tt="none"
              leftSection={<IconAlertTriangle size={12} aria-hidden />}
            >
              {t('board.noPolice')}
            </Badge>
          )}
        </Group>
      </div>
    </li>
  );
}
