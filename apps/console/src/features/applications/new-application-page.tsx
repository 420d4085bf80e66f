import { EmptyState } from '../../components/empty-state.js';
import { useT } from '../../i18n/use-t.js';

export function NewApplicationPage() {
  const t = useT();
  return <EmptyState title={t('nav.applications.new')} body={t('page.soon')} />;
}
