import { api } from '../../api/client.ts';
import type { DriftAnswer } from '../../api/types.ts';
import { useResource } from '../../api/use-resource.ts';
import { Facts } from '../../parts/facts.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Status } from '../../parts/status.tsx';
import { Time } from '../../parts/time.tsx';
import { formatTime } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { useMessages } from '../../words/messages.ts';
import { DriftTables } from './drift-tables.tsx';

/** Where HubSpot and the notice differ, as the last run over everything found it. */
export function DriftView() {
  const t = useMessages('drift');
  const { value, state, problem, reload } = useResource(
    (signal) => api.get<DriftAnswer>('/api/notice/drift', {}, { signal }),
    [],
  );
  const isNever = problem?.status === 404;
  return (
    <>
      <p>{t('text')}</p>
      {isNever ? <p class="notice warning">{t('never')}</p> : <Problem problem={problem} retry={reload} />}
      {value === undefined && state === 'loading' && <Loading />}
      {value !== undefined && (
        <>
          <Summary drift={value} />
          <DriftTables drift={value} />
        </>
      )}
    </>
  );
}

function Summary({ drift }: { drift: DriftAnswer }) {
  const t = useMessages('drift');
  const { language } = useLanguage();
  const { comparedAt, runId, policyChanged, failed, hosting, undeclared, uncounted, lacking, unlisted } = drift;
  const isClean = [undeclared, uncounted, lacking, unlisted].every(({ length }) => length === 0);
  const location = hosting.location ?? '';
  return (
    <>
      {policyChanged && <p class="notice warning">{t('policyChanged')}</p>}
      {failed !== null && (
        <p class="notice warning">{t('failed', { at: formatTime(failed.at, language), reason: failed.reason })}</p>
      )}
      <Facts
        rows={[
          [t('comparedAt'), <Time key="at" value={comparedAt} />],
          [
            t('run'),
            runId === null ? null : (
              <Link key="run" to={`/runs/${encodeURIComponent(runId)}`}>
                {runId}
              </Link>
            ),
          ],
          [
            t('hosting'),
            hosting.agrees === null ? (
              <Status key="hosting" kind="neutral">
                {t('hostingUnknown')}
              </Status>
            ) : (
              <Status key="hosting" kind={hosting.agrees ? 'good' : 'bad'}>
                {t(hosting.agrees ? 'hostingAgrees' : 'hostingDiffers', { location })}
              </Status>
            ),
          ],
        ]}
      />
      {isClean && (
        <p>
          <Status kind="good">{t('none')}</Status>
        </p>
      )}
    </>
  );
}
