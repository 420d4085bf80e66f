import { EmptyState } from '../../components/empty-state.js';
import { useT } from '../../i18n/use-t.js';

export function BoardPage() {
  const t = useT();
  return <EmptyState title={t('nav.board')} body={t('page.soon')} />;
}
