import { EmptyState } from '../components/empty-state.js';
import { LinkButton } from '../components/link-button.js';
import { useT } from '../i18n/use-t.js';

export function NotFoundPage() {
  const t = useT();
  return (
    <EmptyState
      title={t('page.notFound')}
      body={t('error.NOT_FOUND')}
      action={<LinkButton to="/">{t('state.error.toStart')}</LinkButton>}
    />
  );
}
