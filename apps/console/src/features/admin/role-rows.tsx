import { Button, NativeSelect, Stack } from '@mantine/core';
import { ROLES, type Role, type RoleGrant, type Squad } from '@izdeu/contracts';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';
import classes from './admin.module.css';

export interface RoleRowsProps {
  grants: readonly RoleGrant[];
  squads: readonly Squad[];
  onChange: (grants: RoleGrant[]) => void;
}

/** Roles, each for the region or for one squad. */
export function RoleRows({ grants, squads, onChange }: RoleRowsProps) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const places = [
    { value: '', label: t('admin.role.region') },
    ...squads.map(({ id, name }) => ({ value: id, label: name[locale] })),
  ];
  const put = (index: number, change: Partial<RoleGrant>) =>
    onChange(grants.map((grant, at) => (at === index ? { ...grant, ...change } : grant)));
  return (
    <Stack gap="sm">
      {grants.map((grant, index) => (
        <div
          key={index}
          className={classes.grid}
          role="group"
          aria-label={`${t('admin.role.role')} ${index + 1}`}
        >
          <NativeSelect
            label={t('admin.role.role')}
            value={grant.role}
            data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
            onChange={(event) => put(index, { role: event.currentTarget.value as Role })}
          />
          <NativeSelect
            label={t('admin.role.squad')}
            value={grant.squadId ?? ''}
            data={places}
            onChange={(event) => put(index, { squadId: event.currentTarget.value || null })}
          />
          {grants.length > 1 ? (
            <Button
              variant="subtle"
              w="fit-content"
              leftSection={<IconX size={18} aria-hidden />}
              onClick={() => onChange(grants.filter((_, at) => at !== index))}
            >
              {t('admin.role.remove', { number: index + 1 })}
            </Button>
          ) : null}
        </div>
      ))}
      <Button
        variant="subtle"
        w="fit-content"
        leftSection={<IconPlus size={18} aria-hidden />}
        disabled={grants.length >= 10}
        onClick={() => onChange([...grants, { role: 'squad-member', squadId: null }])}
      >
        {t('admin.role.add')}
      </Button>
    </Stack>
  );
}
