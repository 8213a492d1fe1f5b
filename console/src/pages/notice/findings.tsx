import { api } from '../../api/client.ts';
import type { FindingsAnswer } from '../../api/types.ts';
import { useResource } from '../../api/use-resource.ts';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Status } from '../../parts/status.tsx';
import { Table } from '../../parts/table.tsx';
import { Time } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.tsx';
import { codeText, useMessages } from '../../words/messages.ts';
import { findingMessages, severities } from './messages.ts';

type Finding = FindingsAnswer['findings'][number];

const KINDS = { error: 'bad', gap: 'warning', advice: 'info' } as const;

/** What the notice lacks, with the articles that ask for it and what to do. */
export function Findings() {
  const t = useMessages(findingMessages);
  const { language } = useLanguage();
  const { value, state, problem, reload } = useResource(
    (signal) => api.get<FindingsAnswer>('/api/notice/findings', {}, { signal }),
    [],
  );
  return (
    <>
      <p>{t('text')}</p>
      <Problem problem={problem} retry={reload} />
      {value === undefined && state === 'loading' && <Loading />}
      {value !== undefined && (
        <>
          <p class="soft">
            {t('checkedAt')} <Time value={value.checkedAt} />
          </p>
          <Table<Finding>
            caption={t('caption', { count: value.findings.length })}
            columns={[
              {
                key: 'severity',
                header: t('severity'),
                cell: ({ severity }) => (
                  <Status kind={KINDS[severity]}>{codeText(severities, language, severity)}</Status>
                ),
              },
              { key: 'article', header: t('article'), cell: ({ article }) => article },
              { key: 'says', header: t('says'), rowHeader: true, cell: (finding) => finding[language].says },
              { key: 'toDo', header: t('toDo'), cell: (finding) => finding[language].toDo },
              { key: 'where', header: t('where'), cell: ({ where }) => <code>{where.join(', ')}</code> },
            ]}
            empty={t('none')}
            rowKey={({ code, article, where }) => [code, article, ...where].join(' ')}
            rows={value.findings}
          />
        </>
      )}
    </>
  );
}
