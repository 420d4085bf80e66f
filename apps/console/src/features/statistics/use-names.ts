import { DISTRICTS, type PersonCategory } from '@izdeu/contracts';
import { useMemo } from 'react';
import { useSquads } from '../../app/squads-query.js';
import { useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';

/** Words for the keys of figures, in the language of the page. */
export function useNames() {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const { data: list } = useSquads();
  return useMemo(() => {
    const districts = new Map<string, string>(DISTRICTS.map(({ code, name }) => [code, name[locale]]));
    const names = new Map((list ?? []).map(({ id, name }) => [id, name[locale]]));
    return {
      districts,
      squads: names,
      district: (code: string | null) => (code && districts.get(code)) ?? t('stats.none'),
      squad: (id: string | null) => (id && names.get(id)) ?? t('stats.none'),
      category: (category: string) => t(`person.category.${category as PersonCategory}`),
      month: (month: string) => `${month.slice(5, 7)}.${month.slice(0, 4)}`,
    };
  }, [t, locale, list]);
}
export type Names = ReturnType<typeof useNames>;
