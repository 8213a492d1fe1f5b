import { useEffect, useState } from 'preact/hooks';
import { ErrorBoundary, Route, Router, useLocation } from 'preact-iso';
import { Page } from '../parts/page.tsx';
import { Link } from '../parts/link.tsx';
import { useMessages } from '../words/messages.ts';
import { ACCOUNT } from '../api/account.ts';
import { BASE } from '../routing/links.ts';
import { Broken } from './broken.tsx';
import { shellMessages } from './messages.ts';
import { PAGES } from './routes.ts';

/** The page that the address names. */
export function Pages({ onLoad }: { onLoad(isLoading: boolean): void }) {
  const { query, url } = useLocation();
  const [failedAt, setFailedAt] = useState<string>();
  useEffect(() => setFailedAt(undefined), [url]);
  if (failedAt === url) return <Broken />;
  return (
    <ErrorBoundary
      onError={(error) => {
        setFailedAt(url);
        reportError(error);
      }}
    >
      {/* Another account is another register: nothing of one may stay on a page of the other. */}
      <Router key={query[ACCOUNT]} onLoadEnd={() => onLoad(false)} onLoadStart={() => onLoad(true)}>
        {PAGES.map(({ path, hasItems, component }) => (
          // One route for the list and for one of it, so that the page itself decides what it keeps.
          <Route component={component} key={path} path={hasItems ? `${BASE + path}/:id?` : BASE + path} />
        ))}
        <Route component={NotFound} default />
      </Router>
    </ErrorBoundary>
  );
}

function NotFound() {
  const t = useMessages(shellMessages);
  return (
    <Page title={t('notFoundTitle')}>
      <p>{t('notFound')}</p>
      <p>
        <Link to="/">{t('toTasks')}</Link>
      </p>
    </Page>
  );
}
