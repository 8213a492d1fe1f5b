import { api } from '../../api/client.ts';
import type { FindingsAnswer } from '../../api/types.ts';
import { useResource } from '../../api/use-resource.ts';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Status } from '../../parts/status.tsx';
import { Time } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

type Finding = FindingsAnswer['findings'][number];

const KINDS = { error: 'bad', gap: 'warning', advice: 'info' } as const;

/** What the notice lacks, with the articles that ask for it and what to do. */
export function Findings() {
  const t = useMessages('findings');
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
            {value.findings.length === 0 ? t('none') : t('count', { count: value.findings.length })} {t('checkedAt')}{' '}
            <Time value={value.checkedAt} />.
          </p>
          <ul aria-label={t('list')} class="plain">
            {value.findings.map((finding) => (
              <li key={[finding.code, finding.article, ...finding.where].join(' ')}>
                <OneFinding finding={finding} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function OneFinding({ finding }: { finding: Finding }) {
  const t = useMessages('findings');
  const { language } = useLanguage();
  const { severity, article, where } = finding;
  const { says, toDo } = finding[language];
  return (
    <div class="section">
      <p>
        <Status kind={KINDS[severity]}>{codeText('severities', language, severity)}</Status>{' '}
        <span class="soft">{t('article', { article })}</span>
      </p>
      <h2>{says}</h2>
      <p>
        {t('toDo')} {toDo}
      </p>
      {where.length > 0 && (
        <p class="soft">
          {t('where')} <code>{where.join(', ')}</code>
        </p>
      )}
    </div>
  );
}
