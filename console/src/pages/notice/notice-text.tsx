import { addressOf, api } from '../../api/client.ts';
import { download } from '../../api/download.ts';
import type { NoticeAnswer } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { useResource } from '../../api/use-resource.ts';
import { Button } from '../../parts/button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMessages } from '../../words/messages.ts';
import { DocumentText } from './document-text.tsx';
import { LanguageOfDocument, useDocumentLanguage } from './language-choice.tsx';

const PATH = '/api/notice';

/** The notice as it reads, in either language: its texts stand here as text, and the page for the web site is a link away. */
export function NoticeText() {
  const t = useMessages('notice');
  const lang = useDocumentLanguage();
  const { value, state, problem, reload } = useResource(
    (signal) => api.get<NoticeAnswer>(PATH, { lang }, { signal }),
    [lang],
  );
  const saving = useAction(() =>
    download(PATH, { query: { lang }, accept: 'text/markdown', name: `notice.${lang}.md` }),
  );
  return (
    <>
      <LanguageOfDocument />
      <p class="actions">
        <a class="button secondary" href={addressOf(PATH, { lang })} rel="noopener" target="_blank">
          {t('openPage')}
        </a>
        <Button busy={saving.busy} onClick={saving.run}>
          {t('markdown')}
        </Button>
      </p>
      <p class="soft">{t('web')}</p>
      <Problem problem={saving.problem} />
      <Problem problem={problem} retry={reload} />
      {value === undefined && state === 'loading' && <Loading />}
      {value !== undefined && <DocumentText document={value} />}
    </>
  );
}
