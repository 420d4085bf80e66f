import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useMe } from '../../app/session/session.js';
import { ErrorState } from '../../components/error-state.js';
import { LoadingState } from '../../components/loading-state.js';
import { useT } from '../../i18n/use-t.js';
import { useApplication } from './api/use-application.js';
import classes from './form/form.module.css';
import { ApplicationEdit } from './view/application-edit.js';
import { ApplicationView } from './view/application-view.js';

export function ApplicationPage() {
  const { id = '' } = useParams();
  return <ApplicationById key={id} id={id} />;
}

function ApplicationById({ id }: { id: string }) {
  const t = useT();
  const me = useMe();
  const application = useApplication(id);
  const [editing, setEditing] = useState(false);
  const stopEditing = (saved: boolean) => {
    setEditing(false);
    if (saved) notifications.show({ message: t('application.view.saved'), withCloseButton: false });
    else void application.refetch();
  };
  if (!application.data)
    return application.isError ? (
      <ErrorState error={application.error} onRetry={() => void application.refetch()} />
    ) : (
      <LoadingState what={t('page.application')} rows={6} />
    );
  return (
    <div className={classes.page}>
      {editing && me ? (
        <ApplicationEdit application={application.data} userId={me.id} onDone={stopEditing} />
      ) : (
        <>
          <title>{t('app.titleOf', { page: application.data.reference })}</title>
          <ApplicationView application={application.data} onEdit={() => setEditing(true)} />
        </>
      )}
    </div>
  );
}
