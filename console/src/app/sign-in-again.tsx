import { useEffect, useState } from 'preact/hooks';
import { onSignedOut } from '../api/signed-out.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useMessages } from '../words/messages.ts';
import { href } from '../routing/links.ts';
import { type Session, useAccess } from '../session/session.tsx';
import { here, SIGNED_IN_PAGE, signInAddress } from '../session/sign-in.ts';

/** Asks for a new sign-in, over the page and all that is typed on it, as soon as a call finds that the session has ended. */
export function SignInAgain({ session: { person } }: { session: Session }) {
  const t = useMessages('shell');
  const { ask } = useAccess();
  const [isOut, setOut] = useState(false);
  const [told, setTold] = useState<'stillOut' | 'someoneElse'>();
  const [isAsking, setAsking] = useState(false);
  useEffect(
    () =>
      onSignedOut(() => {
        setTold(undefined);
        setOut(true);
      }),
    [],
  );
  if (!isOut) return null;
  const goOn = async () => {
    setAsking(true);
    const found = await ask();
    setAsking(false);
    if (found.state !== 'in') setTold('stillOut');
    // What was typed by one person is not sent by another.
    else if (found.session.person.id !== person.id) setTold('someoneElse');
    else setOut(false);
  };
  return (
    <Dialog onClose={() => setOut(false)} title={t('signedOutTitle')}>
      <p>{t('signedOutText')}</p>
      <p aria-live="polite">{told !== undefined && t(told)}</p>
      <p class="dialog-actions">
        <a class="button primary" href={signInAddress(href(SIGNED_IN_PAGE))} rel="noopener" target="_blank">
          {t('signInNewTab')}
        </a>
        <Button busy={isAsking} onClick={goOn}>
          {t('continue')}
        </Button>
      </p>
      <p>
        <a href={signInAddress(here())}>{t('signInHere')}</a>
      </p>
    </Dialog>
  );
}
