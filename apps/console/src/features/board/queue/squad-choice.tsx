import { Checkbox, Stack } from '@mantine/core';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import { useSquads } from '../../../app/squads-query.js';

export interface SquadChoiceProps {
  value: string[];
  onChange: (squadIds: string[]) => void;
  error: string | undefined;
}

/** Squads that take part. */
export function SquadChoice({ value, onChange, error }: SquadChoiceProps) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const squads = useSquads();
  return (
    <Checkbox.Group label={t('board.squads')} value={value} onChange={onChange} error={error}>
      <Stack gap="xs" mt={6} mb={6}>
        {squads.data?.map((squad) => (
          <Checkbox key={squad.id} value={squad.id} label={squad.name[locale]} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
