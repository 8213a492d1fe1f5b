import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { ACCOUNT } from '../api/account.ts';
import { Link } from '../parts/link.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import Tasks from '../pages/tasks/index.tsx';
import { useMessages } from '../words/messages.ts';
import { Broken } from './broken.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { type PageName, pageAt } from './routes.ts';

type Others = typeof import('../pages/index.ts');

/** All pages but the first, once they were fetched. */
let others: Others | undefined;

/** The page that the address names. */
export function Pages() {
  const { path, query, url } = useLocation();
  const page = pageAt(path);
  // Another account is another register: nothing of one may stay on a page of the other.
  const account = query[ACCOUNT];
  return (
    <ErrorBoundary at={url}>
      {page === undefined ? (
        <NotFound />
      ) : page.name === 'tasks' ? (
        <Tasks key={account} />
      ) : (
        <Other id={page.id} key={account} name={page.name} />
      )}
    </ErrorBoundary>
  );
}

/** A page of those that are fetched when one of them is first opened: together, for small files would not compress as well. */
function Other({ name, id }: { name: Exclude<PageName, 'tasks'>; id: string | undefined }) {
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>(others === undefined ? 'loading' : 'ready');
  useEffect(() => {
    if (others !== undefined) return;
    import('../pages/index.ts').then(
      (pages) => {
        others = pages;
        setState('ready');
      },
      () => setState('failed'),
    );
  }, [name]);
  if (state === 'failed') return <Broken />;
  if (others === undefined) return <Loading />;
  const Shown = others[name];
  return <Shown id={id} />;
}

function NotFound() {
  const t = useMessages('shell');
  return (
    <Page title={t('notFoundTitle')}>
      <p>{t('notFound')}</p>
      <p>
        <Link to="/">{t('toTasks')}</Link>
      </p>
    </Page>
  );
}
