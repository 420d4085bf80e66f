import { EmptyState } from '../../components/empty-state.js';
import { useT } from '../../i18n/use-t.js';

export function ApplicationPage() {
  const t = useT();
  return <EmptyState title={t('page.application')} body={t('page.soon')} />;
}
