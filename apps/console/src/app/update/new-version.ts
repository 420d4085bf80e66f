import { create } from 'zustand';

/** Whether the server has a newer build than this page; the person decides when to take it. */
export const useNewVersion = create<{ isThere: boolean }>(() => ({ isThere: false }));

const tell = (): void => useNewVersion.setState({ isThere: true });
let waiting: ServiceWorker | null = null;

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    waiting = registration.waiting;
    tell();
  };
  look();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
  });
}

/** Keeps the page on the device, and notices when the server has a newer one. */
export function startShellWorker(): void {
  // A file of the former build that is gone from the server: the page must be loaded anew.
  addEventListener('vite:preloadError', tell);
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // A browser that forbids it (a private window) works as before, only not without signal.
  navigator.serviceWorker.register('/sw.js').then(watch, () => undefined);
}

/** Takes the new version: drafts and unsent reports are on the device and are there afterwards. */
export function takeNewVersion(): void {
  if (!waiting) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('use-new-version');
}
