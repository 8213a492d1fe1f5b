import { useLanguage } from '../words/language.ts';
import { Live } from '../parts/live.tsx';
import { useMessages } from '../words/messages.ts';
import { href } from '../routing/links.ts';
import { useAccess } from '../session/session.tsx';
import { here, SIGN_OUT, signInAddress } from '../session/sign-in.ts';
import { AccountChooser } from './account-chooser.tsx';

/** The top of every page: what it is, the account, the language, who is signed in. */
export function Header() {
  const t = useMessages('shell');
  const { known } = useAccess();
  return (
    <header class="top">
      <a class="brand" href={href('/')}>
        <svg aria-hidden="true" viewBox="0 0 32 32">
          <path d="M8 9h16M8 16h16M8 23h10" />
        </svg>
        {t('appName')}
      </a>
      <div class="top-tools">
        {known.state === 'in' && <AccountChooser session={known.session} />}
        <LanguageChoice />
        {known.state === 'in' && (
          <>
            <span class="who">
              {t('signedInAs', {
                name: known.session.person.name ?? t('somebody', { id: known.session.person.id.slice(0, 8) }),
              })}
            </span>
            <a class="top-link" href={SIGN_OUT}>
              {t('signOut')}
            </a>
          </>
        )}
        {known.state === 'out' && (
          <a class="top-link" href={signInAddress(here())}>
            {t('signIn')}
          </a>
        )}
      </div>
    </header>
  );
}

function LanguageChoice() {
  const t = useMessages('shell');
  const { language, hasFailed, choose } = useLanguage();
  const other =
    language === 'fi' ? ({ code: 'en', name: 'In English' } as const) : ({ code: 'fi', name: 'Suomeksi' } as const);
  return (
    <div>
      <Live>{hasFailed && t('languageFailed')}</Live>
      <button class="top-link" lang={other.code} onClick={() => choose(other.code)} type="button">
        {other.name}
      </button>
    </div>
  );
}
