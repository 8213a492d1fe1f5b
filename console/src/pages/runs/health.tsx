import { api } from '../../api/client.ts';
import type { HealthAnswer } from '../../api/types.ts';
import { useResource } from '../../api/use-resource.ts';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { Status, type StatusKind } from '../../parts/status.tsx';
import { formatTime } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

type Check = NonNullable<HealthAnswer['checks']>[number];

const KINDS: Readonly<Record<HealthAnswer['status'], StatusKind>> = { ok: 'good', degraded: 'warning', failed: 'bad' };
const WORST_FIRST: readonly HealthAnswer['status'][] = ['failed', 'degraded', 'ok'];

/** How the register is: what is wrong and what to do, and how much is in order. */
export function Health() {
  const t = useMessages('health');
  const { language } = useLanguage();
  // A register that failed answers 503, with its health.
  const { value, state, problem, reload } = useResource(
    (signal) => api.get<HealthAnswer>('/api/health', {}, { signal, also: [503] }),
    [],
  );
  const checks = value?.checks ?? [];
  const inOrder = checks.filter(({ status }) => status === 'ok');
  const others = checks
    .filter(({ status }) => status !== 'ok')
    .toSorted((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status));
  return (
    <Section title={t('title')}>
      <Problem problem={problem} retry={reload} />
      {value === undefined && state === 'loading' && <Loading />}
      {value !== undefined && (
        <>
          <p>
            <Status kind={KINDS[value.status]}>{t(value.status)}</Status>{' '}
            {value.checkedAt !== undefined && (
              <span class="soft">{t('checkedAt', { time: formatTime(value.checkedAt, language) })}</span>
            )}
          </p>
          {others.length > 0 && (
            <ul class="checks">
              {others.map((check) => (
                <li key={check.name}>
                  <Found check={check} />
                </li>
              ))}
            </ul>
          )}
          <details>
            <summary>{t('allRight', { count: inOrder.length })}</summary>
            <ul>
              {inOrder.map(({ name }) => (
                <li key={name}>{codeText('checkNames', language, name)}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </Section>
  );
}

/** A check that is not in order: what to do about it in words of the page, then what the API says, which is more exact, and English. */
function Found({ check: { name, status, reason, action } }: { check: Check }) {
  const t = useMessages('health');
  const { language } = useLanguage();
  const advice = codeText('checkAdvice', language, name, '');
  return (
    <>
      <h3>
        {codeText('checkNames', language, name)} <Status kind={KINDS[status]}>{t(status)}</Status>
      </h3>
      {advice !== '' && <p>{advice}</p>}
      <p class="soft">
        {t('exact')}{' '}
        <span lang="en">
          {reason} {action}
        </span>
      </p>
    </>
  );
}
