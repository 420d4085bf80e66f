import type { Permission } from '@izdeu/contracts';
import { Navigate, useRoutes, type RouteObject } from 'react-router';
import { lazy, type ComponentType } from 'react';
import { atDesk, type MessageId } from '../i18n/messages.js';
import { NotFoundPage } from './not-found-page.js';
import { Page } from './page.js';
import { RequireSession } from './session/require-session.js';
import { HomeRedirect } from './session/home-redirect.js';
import { AppLayout } from './shell/app-layout.js';

type PageModule = Promise<{ default: ComponentType }>;

/**
 * One lazy page: its code is fetched when it is opened; title, skeleton and error boundary come with it. What a phone in
 * the field does not need is loaded `atDesk`, with its texts.
 */
function page(path: string, title: MessageId, load: () => PageModule, needs?: Permission) {
  const Body = lazy(load);
  return { path, element: <Page title={title} body={Body} needs={needs} /> };
}

const signIn = page('/sign-in', 'page.signIn', () =>
  import('../features/sign-in/sign-in-page.js').then((module) => ({ default: module.SignInPage })),
);
const setup = page(
  '/setup',
  'setup.invitation',
  atDesk(() => import('../features/setup/setup-page.js').then((module) => ({ default: module.SetupPage }))),
);
const apply = page(
  '/apply',
  'page.publicApplication',
  atDesk(() =>
    import('../features/applications/public-application-page.js').then((module) => ({
      default: module.PublicApplicationPage,
    })),
  ),
);

const design = page(
  '/design',
  'page.design',
  atDesk(() =>
    import('../features/design/design-page.js').then((module) => ({ default: module.DesignPage })),
  ),
);

const inside = [
  page(
    '/board',
    'nav.board',
    atDesk(() => import('../features/board/board-page.js').then((module) => ({ default: module.BoardPage }))),
  ),
  page(
    '/board/incidents/:incidentId',
    'page.incident',
    atDesk(() =>
      import('../features/board/incident-page.js').then((module) => ({ default: module.IncidentPage })),
    ),
  ),
  page(
    '/applications/new',
    'nav.applications.new',
    atDesk(() =>
      import('../features/applications/new-application-page.js').then((module) => ({
        default: module.NewApplicationPage,
      })),
    ),
    'application.create',
  ),
  page(
    '/applications/:id',
    'page.application',
    atDesk(() =>
      import('../features/applications/application-page.js').then((module) => ({
        default: module.ApplicationPage,
      })),
    ),
    'application.read',
  ),
  page('/my-task', 'nav.myTask', () =>
    import('../features/my-task/my-task-page.js').then((module) => ({ default: module.MyTaskPage })),
  ),
  page(
    '/review',
    'nav.review',
    atDesk(() =>
      import('../features/review/review-page.js').then((module) => ({ default: module.ReviewPage })),
    ),
    'outcome.decide',
  ),
  page(
    '/statistics',
    'nav.statistics',
    atDesk(() =>
      import('../features/statistics/statistics-page.js').then((module) => ({
        default: module.StatisticsPage,
      })),
    ),
    'statistics.read',
  ),
  page(
    '/squads',
    'nav.squads',
    atDesk(() =>
      import('../features/squads/squads-page.js').then((module) => ({ default: module.SquadsPage })),
    ),
    'squad.read',
  ),
  page(
    '/about',
    'about.title',
    atDesk(() => import('../features/about/about-page.js').then((module) => ({ default: module.AboutPage }))),
  ),
  page(
    '/admin',
    'nav.admin',
    atDesk(() => import('../features/admin/admin-page.js').then((module) => ({ default: module.AdminPage }))),
    'user.manage',
  ),
];

const routes: RouteObject[] = [
  signIn,
  setup,
  apply,
  design,
  {
    element: (
      <RequireSession>
        <AppLayout />
      </RequireSession>
    ),
    children: [
      { path: '/', element: <HomeRedirect /> },
      ...inside,
      { path: '/index.html', element: <Navigate to="/" replace /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];

/** Declarative routing: pages load their own data, so a phone need not carry the data router (14 kB). */
export const AppRoutes = () => useRoutes(routes);
