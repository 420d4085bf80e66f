import { EmptyState } from '../../components/empty-state.js';
import { useT } from '../../i18n/use-t.js';

export function StatisticsPage() {
  const t = useT();
  return <EmptyState title={t('nav.statistics')} body={t('page.soon')} />;
}
