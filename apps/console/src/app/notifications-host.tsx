import { lazy, Suspense } from 'react';
import { useNotificationsWanted } from './notify.js';

const Notifications = lazy(() =>
  import('@mantine/notifications').then((module) => ({ default: module.Notifications })),
);

/** Where messages appear, once somebody wants it. */
export function NotificationsHost() {
  const wanted = useNotificationsWanted((store) => store.wanted);
  return wanted ? (
    <Suspense>
      <Notifications position="bottom-left" />
    </Suspense>
  ) : null;
}
