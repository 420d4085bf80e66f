import { EmptyState } from '../../components/empty-state.js';
import { useT } from '../../i18n/use-t.js';

export function ReviewPage() {
  const t = useT();
  return <EmptyState title={t('nav.review')} body={t('page.soon')} />;
}
