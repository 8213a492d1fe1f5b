import { BASE } from '../routing/links.ts';
import type { Role } from '../session/session.tsx';

const EVERYBODY: readonly Role[] = ['admin', 'officer', 'auditor'];

/** What a page is called in the menu and, but for the first, in its path. */
export type PageName = 'tasks' | 'retention' | 'erasures' | 'requests' | 'returns' | 'audit' | 'notice' | 'runs';

interface PageRoute {
  readonly name: PageName;
  readonly path: string;
  /** Whether it also shows one of what it lists, under `/ID`. */
  readonly hasItems: boolean;
  /** Who is shown it in the menu; the API refuses all the same. */
  readonly roles: readonly Role[];
}

/** The pages in the order of the menu. */
export const PAGES: readonly PageRoute[] = [
  { name: 'tasks', path: '/', hasItems: false, roles: EVERYBODY },
  { name: 'retention', path: '/retention', hasItems: false, roles: EVERYBODY },
  { name: 'erasures', path: '/erasures', hasItems: true, roles: EVERYBODY },
  { name: 'requests', path: '/requests', hasItems: true, roles: EVERYBODY },
  { name: 'returns', path: '/returns', hasItems: false, roles: EVERYBODY },
  { name: 'audit', path: '/audit', hasItems: false, roles: EVERYBODY },
  { name: 'notice', path: '/notice', hasItems: false, roles: EVERYBODY },
  { name: 'runs', path: '/runs', hasItems: true, roles: EVERYBODY },
];

const PATH = /^(\/[a-z]*)(?:\/([\w-]+))?$/;

/** The page of an address, and the `id` that it names; undefined where there is none. */
export function pageAt(path: string): { readonly name: PageName; readonly id: string | undefined } | undefined {
  const [, own, id] = PATH.exec(path.slice(BASE.length) || '/') ?? [];
  const page = PAGES.find((one) => one.path === own && (id === undefined || one.hasItems));
  return page && { name: page.name, id };
}
