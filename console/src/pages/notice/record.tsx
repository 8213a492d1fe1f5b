import { addressOf } from '../../api/client.ts';
import { download } from '../../api/download.ts';
import { useAction } from '../../api/use-action.ts';
import { Button } from '../../parts/button.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMessages } from '../../words/messages.ts';
import { LanguageOfDocument, useDocumentLanguage } from './language-choice.tsx';

const PATH = '/api/record-of-processing';
const NAME = 'rekisteri-record-of-processing';

/** The record of processing activities (Art. 30), in the forms that the API gives. */
export function RecordOfProcessing() {
  const t = useMessages('notice');
  const lang = useDocumentLanguage();
  const saving = useAction((accept: string, ending: string) =>
    download(PATH, { query: { lang }, accept, name: `${NAME}.${ending}` }),
  );
  return (
    <>
      <p>{t('recordText')}</p>
      <LanguageOfDocument />
      <Problem problem={saving.problem} />
      <p class="actions">
        <a class="button secondary" href={addressOf(PATH, { lang })} rel="noopener" target="_blank">
          {t('openPage')}
        </a>
        <Button busy={saving.busy} onClick={() => saving.run('text/csv', 'csv')}>
          {t('recordCsv')}
        </Button>
        <Button busy={saving.busy} onClick={() => saving.run('application/json', 'json')}>
          {t('recordJson')}
        </Button>
      </p>
    </>
  );
}
