import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page.tsx';
import { useMessages } from '../words/messages.ts';

/** In place of a page that failed, or could not be fetched, as when a newer version was deployed meanwhile. */
export function Broken() {
  const t = useMessages('shell');
  return (
    <Page title={t('brokenTitle')}>
      <p>{t('broken')}</p>
      <p>
        <Button kind="primary" onClick={() => location.reload()}>
          {t('loadAgain')}
        </Button>
      </p>
    </Page>
  );
}
