import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { useMessages } from '../words/messages.ts';
import { BASE, href } from '../routing/links.ts';
import { PAGES } from './routes.ts';
import type { Session } from '../session/session.tsx';

/** The menu: the pages that the person's roles open. On a narrow screen it is folded. */
export function Navigation({ session: { can } }: { session: Session }) {
  const t = useMessages('shell');
  const { path } = useLocation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  return (
    <nav aria-label={t('navigation')} class={isOpen ? 'menu open' : 'menu'}>
      <button aria-expanded={isOpen} class="menu-button" onClick={() => setOpen(!isOpen)} type="button">
        <svg aria-hidden="true" viewBox="0 0 16 16">
          <path d="M2 4h12M2 8h12M2 12h12" />
        </svg>
        {t('menu')}
      </button>
      <ul>
        {PAGES.filter(({ roles }) => can(...roles)).map((page) => (
          <li key={page.name}>
            <a aria-current={isAt(page.path, path) ? 'page' : undefined} href={href(page.path)}>
              {t(page.name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isAt(page: string, path: string): boolean {
  const own = page === '/' ? BASE : BASE + page;
  return path === own || (page !== '/' && path.startsWith(`${own}/`));
}
