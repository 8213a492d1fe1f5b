import { LocationProvider, useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { ACCOUNT } from '../api/account.ts';
import { useKeptFocus } from '../parts/kept-focus.ts';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { LanguageProvider } from '../words/language-provider.tsx';
import { useMessages } from '../words/messages.ts';
import { Header } from './header.tsx';
import { BASE, useQuery } from '../routing/links.ts';
import { Navigation } from './navigation.tsx';
import { Pages } from './pages.tsx';
import { type Session, SessionProvider, useAccess } from '../session/session.tsx';
import { here, SIGNED_IN_PAGE, signInAddress } from '../session/sign-in.ts';
import { SignInAgain } from './sign-in-again.tsx';

/** The console. */
export function App() {
  return (
    <LocationProvider scope={BASE}>
      {/* Who is signed in and the texts are fetched at the same time. */}
      <SessionProvider>
        <LanguageProvider>
          <Shell />
        </LanguageProvider>
      </SessionProvider>
    </LocationProvider>
  );
}

function Shell() {
  const t = useMessages('shell');
  const { known } = useAccess();
  return (
    <>
      <a class="skip" href="#content">
        {t('skip')}
      </a>
      <Header />
      {known.state === 'in' ? <SignedIn session={known.session} /> : <NotIn />}
    </>
  );
}

function SignedIn({ session }: { session: Session }) {
  const t = useMessages('shell');
  const { path } = useLocation();
  const hasAccount = useAccountInAddress(session);
  const main = useKeptFocus();
  return (
    <div class="frame">
      {session.roles.length > 0 && <Navigation session={session} />}
      <main id="content" ref={main} tabIndex={-1}>
        {path === BASE + SIGNED_IN_PAGE ? (
          <Page title={t('signedInTitle')}>
            <p>{t('signedIn')}</p>
          </Page>
        ) : isUnknown(session) ? (
          <Page title={t('noAccountTitle')}>
            <p>{t('noAccount')}</p>
          </Page>
        ) : session.roles.length === 0 ? (
          <Page title={t('noRoleTitle')}>
            <p>{t('noRole')}</p>
          </Page>
        ) : hasAccount ? (
          <Pages />
        ) : (
          <Loading />
        )}
      </main>
      <SignInAgain session={session} />
    </div>
  );
}

/** Where there are several accounts the address names the one that is shown, from the first page on. */
function useAccountInAddress(session: Session): boolean {
  const { accounts, account } = session;
  const { query, replaceQuery } = useQuery();
  const named = query[ACCOUNT];
  const isRight = accounts.length === 0 ? named === undefined : named !== undefined && accounts.includes(named);
  useEffect(() => {
    if (!isRight && !isUnknown(session)) replaceQuery({ [ACCOUNT]: account });
  }, [isRight, account]);
  return isRight;
}

/** Whether the address names an account in which the person has no role, or that is not there. */
function isUnknown({ accounts, account }: Session): boolean {
  return accounts.length > 0 && account === null;
}

function NotIn() {
  const t = useMessages('shell');
  const { known, ask } = useAccess();
  return (
    <div class="frame narrow">
      <main id="content" tabIndex={-1}>
        {known.state === 'loading' && <Loading />}
        {known.state === 'failed' && (
          <Page title={t('failedTitle')}>
            <Problem problem={known.problem} retry={ask} />
          </Page>
        )}
        {known.state === 'out' && (
          <Page title={t('welcomeTitle')}>
            <p>{t('welcome')}</p>
            <p>
              <a class="button primary" href={signInAddress(here())}>
                {t('signIn')}
              </a>
            </p>
          </Page>
        )}
      </main>
    </div>
  );
}
