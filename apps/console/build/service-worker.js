// Keeps the built page on the device, so that it opens without signal. Never an answer of the API: what a phone keeps of
// an incident is in IndexedDB, where signing out wipes it. The two constants above come from the build.
/* global self, caches, VERSION, FILES */
const CACHE = `izdeu-shell-${VERSION}`;
const PATIENCE_MILLISECONDS = 4_000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(['/', '/config.json', ...FILES])));
});

self.addEventListener('activate', (event) => {
  const forget = async () => {
    for (const name of await caches.keys())
      if (name.startsWith('izdeu-shell-') && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

// A new version waits until the person says so: nothing being typed is lost to a reload.
self.addEventListener('message', (event) => {
  if (event.data === 'use-new-version') void self.skipWaiting();
});

const cached = async (path) => (await caches.open(CACHE)).match(path, { ignoreVary: true });

/** From the network while it answers in time, else as it was built. */
async function freshOr(path, request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    if (answer.status < 500) return answer;
  } catch {
    // No signal: below.
  }
  return (await cached(path)) ?? Response.error();
}

/** A file with a hash in its name never changes: kept once it was needed. */
async function keptOr(request) {
  const known = await cached(request.url);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(CACHE)).put(request.url, answer.clone());
  return answer;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (/^\/(api|socket\.io|health|metrics)(\/|$)/.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(freshOr('/', request));
  else if (pathname === '/config.json') event.respondWith(freshOr(pathname, request));
  else if (pathname.startsWith('/assets/') || FILES.includes(pathname)) event.respondWith(keptOr(request));
});
