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

/** A part of this build did not come: its file may be gone from the server, or only the line is bad. */
async function tellIfReplaced(): Promise<void> {
  const entry = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  if (!entry) return;
  try {
    const answer = await fetch('/', { cache: 'no-store' });
    if (answer.ok && !(await answer.text()).includes(new URL(entry.src).pathname)) tell();
  } catch {
    // No signal: nothing is known of a newer build.
  }
}

/** Keeps the page on the device, and notices when the server has a newer one. */
export function startShellWorker(): void {
  addEventListener('vite:preloadError', () => void tellIfReplaced());
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
