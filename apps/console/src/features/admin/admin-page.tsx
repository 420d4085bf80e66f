import { EmptyState } from '../../components/empty-state.js';
import { useT } from '../../i18n/use-t.js';

export function AdminPage() {
  const t = useT();
  return <EmptyState title={t('nav.admin')} body={t('page.soon')} />;
}
