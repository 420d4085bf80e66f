// What `npm run shots` takes pictures of: each page in each state that can be reached without changing the
// demonstration. `who` is a login of the demonstration; `null` is somebody who has not signed in.

/** Holds back or refuses what a page asks the server for; who is signed in stays known. */
const answering = (handle, onSocket) => async (page) => {
  await page.route(/\/api\/v1\/(?!me$|session$)/, handle);
  await page.route(/\/socket\.io\//, (route) => route.abort());
  await page.routeWebSocket(/\/socket\.io\//, onSocket);
};
const silent = () => undefined;
const closed = (socket) => socket.close();
const LOADING = answering(() => new Promise(() => undefined), silent);
const ERROR = answering(
  (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/json',
      body: JSON.stringify({ code: 'INTERNAL', message: 'shot', requestId: '01JSHOT0000000000000000000' }),
    }),
  closed,
);
const OFFLINE = answering((route) => route.abort(), closed);

const key = (code) => async (page) => {
  await page.locator('#content').focus();
  await page.keyboard.press(code);
};
const click = (testId) => (page) => page.getByTestId(testId).first().click();

const firstIncident = async (api) => `/board/incidents/${(await api('/incidents?state=active')).items[0].id}`;
const firstApplication = async (api) => `/applications/${(await api('/applications?limit=1')).items[0].id}`;

/** The ordinary states of a page that reads something. */
const usual = (id, who, path) => [
  { page: id, state: 'ready', who, path },
  { page: id, state: 'loading', who, path, before: LOADING },
  { page: id, state: 'error', who, path, before: ERROR },
  { page: id, state: 'offline', who, path, before: OFFLINE },
];

export const SHOTS = [
  { page: 'sign-in', state: 'ready', who: null, path: '/sign-in' },
  { page: 'setup', state: 'no-link', who: null, path: '/setup' },
  { page: 'setup', state: 'ready', who: null, empty: true, path: (_api, setup) => setup },
  { page: 'apply', state: 'ready', who: null, path: '/apply' },
  { page: 'not-found', state: 'ready', who: 'dispatcher', path: '/nowhere' },
  { page: 'about', state: 'ready', who: 'dispatcher', path: '/about' },
  { page: 'help', state: 'open', who: 'dispatcher', path: '/board', act: click('help-opener') },
  { page: 'palette', state: 'open', who: 'dispatcher', path: '/board', act: key('Control+KeyK') },
  ...usual('board', 'dispatcher', '/board'),
  { page: 'board', state: 'empty', who: 'founder', empty: true, path: '/board' },
  ...usual('incident', 'dispatcher', firstIncident),
  { page: 'incident', state: 'grid', who: 'dispatcher', path: firstIncident, act: key('KeyG') },
  { page: 'incident', state: 'team', who: 'dispatcher', path: firstIncident, act: key('KeyT') },
  { page: 'incident', state: 'history', who: 'dispatcher', path: firstIncident, act: key('KeyH') },
  { page: 'incident', state: 'keys', who: 'dispatcher', path: firstIncident, act: key('Shift+Slash') },
  { page: 'new-application', state: 'ready', who: 'dispatcher', path: '/applications/new' },
  ...usual('application', 'dispatcher', firstApplication),
  ...usual('my-task', 'squad-member', '/my-task'),
  ...usual('review', 'supervisor', '/review'),
  { page: 'review', state: 'empty', who: 'founder', empty: true, path: '/review' },
  ...usual('statistics', 'supervisor', '/statistics?from=2021-01-01&to=2021-12-31'),
  { page: 'statistics', state: 'empty', who: 'founder', empty: true, path: '/statistics' },
  {
    page: 'statistics',
    state: 'cases',
    who: 'supervisor',
    path: '/statistics?from=2021-01-01&to=2021-12-31',
    act: click('figure-applications'),
  },
  ...usual('squads', 'dispatcher', '/squads'),
  { page: 'squads', state: 'empty', who: 'founder', empty: true, path: '/squads' },
  ...usual('admin', 'administrator', '/admin'),
  { page: 'admin', state: 'empty', who: 'founder', empty: true, path: '/admin' },
];
