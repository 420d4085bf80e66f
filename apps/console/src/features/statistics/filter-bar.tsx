import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { PERSON_CATEGORIES } from '@izdeu/contracts';
import { useT } from '../../i18n/use-t.js';
import { FIRST_YEAR, periodOfYear, yearOf, type FilterName, type Filters } from './figures.js';
import type { Names } from './use-names.js';

export interface FilterBarProps {
  filters: Filters;
  names: Names;
  thisYear: number;
  onChange: (change: Partial<Record<'from' | 'to' | FilterName, string>>) => void;
}

/** Years at one tap, any period by its days, and three filters. */
export function FilterBar({ filters, names, thisYear, onChange }: FilterBarProps) {
  const t = useT();
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  const chosen = yearOf(filters);
  const select = (name: FilterName, label: string, options: readonly (readonly [string, string])[]) => (
    <NativeSelect
      label={label}
      value={filters[name] ?? ''}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      data={[
        { value: '', label: t('stats.all') },
        ...options.map(([value, text]) => ({ value, label: text })),
      ]}
      styles={{ input: { minHeight: 44 } }}
      flex="1 1 160px"
    />
  );
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      label={t(`stats.${name}`)}
      value={filters[name]}
      onChange={(event) =>
        event.currentTarget.value !== '' && onChange({ [name]: event.currentTarget.value })
      }
      styles={{ input: { minHeight: 44 } }}
      flex="1 1 140px"
    />
  );
  return (
    <section aria-label={t('stats.period')}>
      <Group gap="xs" mb="xs" role="group" aria-label={t('stats.year')}>
        {years.map((year) => (
          <Button
            key={year}
            mih={44}
            variant={year === chosen ? 'filled' : 'default'}
            aria-pressed={year === chosen}
            onClick={() => onChange(periodOfYear(year))}
            data-testid={`year-${year}`}
          >
            {year}
          </Button>
        ))}
      </Group>
      <Group gap="sm" align="flex-end">
        {day('from')}
        {day('to')}
        {select('squadId', t('stats.squad'), [...names.squads])}
        {select('district', t('stats.district'), [...names.districts])}
        {select(
          'category',
          t('stats.category'),
          PERSON_CATEGORIES.map((category) => [category, names.category(category)] as const),
        )}
      </Group>
    </section>
  );
}
