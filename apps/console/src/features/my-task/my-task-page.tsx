import { EmptyState } from '../../components/empty-state.js';
import { useT } from '../../i18n/use-t.js';

export function MyTaskPage() {
  const t = useT();
  return <EmptyState title={t('nav.myTask')} body={t('page.soon')} />;
}
