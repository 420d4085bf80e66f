import { EmptyState } from '../../components/empty-state.js';
import { useT } from '../../i18n/use-t.js';

export function SquadsPage() {
  const t = useT();
  return <EmptyState title={t('nav.squads')} body={t('page.soon')} />;
}
