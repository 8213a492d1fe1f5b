import { lazy } from 'preact-iso';
import type { ComponentType } from 'preact';
import type { PageProps } from '../routing/page-props.ts';
import type { Role } from '../session/session.tsx';
import { Broken } from './broken.tsx';

/** A page that is fetched when it is first opened. */
const page = (load: () => Promise<{ readonly default: ComponentType<PageProps> }>) =>
  lazy(() => load().catch(() => ({ default: Broken })));

const EVERYBODY: readonly Role[] = ['admin', 'officer', 'auditor'];

const tasks = page(() => import('../pages/tasks/index.tsx'));
const retention = page(() => import('../pages/retention/index.tsx'));
const erasures = page(() => import('../pages/erasures/index.tsx'));
const requests = page(() => import('../pages/requests/index.tsx'));
const returns = page(() => import('../pages/returns/index.tsx'));
const audit = page(() => import('../pages/audit/index.tsx'));
const notice = page(() => import('../pages/notice/index.tsx'));
const runs = page(() => import('../pages/runs/index.tsx'));

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
