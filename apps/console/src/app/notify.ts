import type { NotificationData } from '@mantine/notifications';
import { create } from 'zustand';

/** Whether somebody wants the place where messages appear; phones do without its 10 kB until there is a message. */
export const useNotificationsWanted = create<{ wanted: boolean }>(() => ({ wanted: false }));

export const wantNotifications = (): void => useNotificationsWanted.setState({ wanted: true });

/** Shows a message at the edge of the page. */
export function notify(data: NotificationData): void {
  wantNotifications();
  void import('@mantine/notifications').then(({ notifications }) => notifications.show(data));
}
