import { EmptyState } from '../../components/empty-state.js';
import { useT } from '../../i18n/use-t.js';

export function IncidentPage() {
  const t = useT();
  return <EmptyState title={t('page.incident')} body={t('page.soon')} />;
}
