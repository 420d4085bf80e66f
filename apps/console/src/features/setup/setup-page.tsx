import { EmptyState } from '../../components/empty-state.js';
import { useT } from '../../i18n/use-t.js';

export function SetupPage() {
  const t = useT();
  return <EmptyState title={t('setup.welcome')} body={t('page.soon')} />;
}
