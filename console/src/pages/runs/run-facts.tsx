import type { RunAnswer } from '../../api/types.ts';
import { Facts } from '../../parts/facts.tsx';
import { Link } from '../../parts/link.tsx';
import { Live } from '../../parts/live.tsx';
import { Section } from '../../parts/section.tsx';
import { Count, Time } from '../../parts/time.tsx';
import { formatShare } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { goesOn, RunStatus } from './run-status.tsx';
import { useScopeText } from './scope-text.ts';

/** How a run stands. What it is doing is told to screen readers when it changes, not with each percent. */
export function RunFacts({ run }: { run: RunAnswer }) {
  const t = useMessages('run');
  const shared = useMessages('runs');
  const { language } = useLanguage();
  const scopeText = useScopeText();
  const { runId, status, phase, erasure, copy, error, problems } = run;
  const words = { status: codeText('runStatuses', language, status), phase: codeText('runPhases', language, phase) };
  return (
    <Section title={t('facts')}>
      <Live>
        <p class="for-readers">{goesOn(run) ? t('going', words) : t('ended', words)}</p>
      </Live>
      <Facts
        rows={[
          [shared('status'), <RunStatus key="status" status={status} />],
          [
            t('error'),
            error === null ? null : (
              <span key="error" lang="en">
                {error.message}
              </span>
            ),
          ],
          [
            t('progress'),
            goesOn(run) && run.progress !== null ? <Progress key="progress" share={run.progress} /> : null,
          ],
          [t('phase'), goesOn(run) ? words.phase : null],
          [shared('scope'), scopeText(run)],
          [
            t('list'),
            erasure === undefined ? null : (
              <Link key="list" to={`/erasures/${erasure.id}`}>
                {erasure.id}
              </Link>
            ),
          ],
          [
            t('request'),
            copy === undefined ? null : (
              <Link key="request" to={`/requests/${copy.requestId}`}>
                {copy.requestId}
              </Link>
            ),
          ],
          [shared('trigger'), codeText('runTriggers', language, run.trigger)],
          [shared('queuedAt'), <Time key="queued" value={run.queuedAt} />],
          [t('startedAt'), run.startedAt === null ? null : <Time key="started" value={run.startedAt} />],
          [t('expected'), run.expectedFinishAt === null ? null : <Time key="expected" value={run.expectedFinishAt} />],
          [shared('finishedAt'), run.finishedAt === null ? null : <Time key="finished" value={run.finishedAt} />],
          [t('id'), <code key="id">{runId}</code>],
          [t('requests'), <Count key="requests" n={run.requests.count} />],
        ]}
      />
      {problems.length > 0 && (
        <>
          <h3>{t('problems')}</h3>
          <ul lang="en">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Progress({ share }: { share: number }) {
  const t = useMessages('run');
  const { language } = useLanguage();
  return (
    <>
      <progress aria-label={t('progress')} max={1} value={share} /> {formatShare(share, language)}
    </>
  );
}
