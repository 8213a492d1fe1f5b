import { lazy } from 'preact-iso';
import type { ComponentType } from 'preact';
import type { PageProps } from '../routing/page-props.ts';
import type { Role } from '../session/session.tsx';

const EVERYBODY: readonly Role[] = ['admin', 'officer', 'auditor'];

const tasks = lazy(() => import('../pages/tasks/index.tsx'));
const retention = lazy(() => import('../pages/retention/index.tsx'));
const erasures = lazy(() => import('../pages/erasures/index.tsx'));
const requests = lazy(() => import('../pages/requests/index.tsx'));
const returns = lazy(() => import('../pages/returns/index.tsx'));
const audit = lazy(() => import('../pages/audit/index.tsx'));
const notice = lazy(() => import('../pages/notice/index.tsx'));
const runs = lazy(() => import('../pages/runs/index.tsx'));

/** What a page is called in the menu and in its path. */
type PageName = 'tasks' | 'retention' | 'erasures' | 'requests' | 'returns' | 'audit' | 'notice' | 'runs';

export interface PageRoute {
  readonly name: PageName;
  readonly path: string;
  /** Whether it also shows one of what it lists, under `/ID`. */
  readonly hasItems: boolean;
  /** Who is shown it in the menu; the API refuses all the same. */
  readonly roles: readonly Role[];
  readonly component: ComponentType<PageProps>;
}

/** The pages in the order of the menu. */
export const PAGES: readonly PageRoute[] = [
  { name: 'tasks', path: '/', hasItems: false, roles: EVERYBODY, component: tasks },
  { name: 'retention', path: '/retention', hasItems: false, roles: EVERYBODY, component: retention },
  { name: 'erasures', path: '/erasures', hasItems: true, roles: EVERYBODY, component: erasures },
  { name: 'requests', path: '/requests', hasItems: true, roles: EVERYBODY, component: requests },
  { name: 'returns', path: '/returns', hasItems: false, roles: EVERYBODY, component: returns },
  { name: 'audit', path: '/audit', hasItems: false, roles: EVERYBODY, component: audit },
  { name: 'notice', path: '/notice', hasItems: false, roles: EVERYBODY, component: notice },
  { name: 'runs', path: '/runs', hasItems: true, roles: EVERYBODY, component: runs },
];
