import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ErasureAnswer } from '../../api/types.ts';
import { Section } from '../../parts/section.tsx';
import { formatTime } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { RunProgress } from './run-progress.tsx';
import { isAtWork } from './state.tsx';

/** What happens with a list now, what somebody has to do, and the buttons for it. */
export function Next({ list, children }: { list: ErasureAnswer; children: ComponentChildren }) {
  const t = useMessages('erasureList');
  const { language } = useLanguage();
  const { state, people, changes, problem } = list;
  return (
    <Section title={t('next')}>
      {changes !== null && (
        <div class="notice warning">
          <h3>{t('changesTitle')}</h3>
          <p>{t('changes', { count: changes.contacts, time: formatTime(changes.at, language) })}</p>
        </div>
      )}
      <p>{text()}</p>
      {state === 'approved' && list.executeFrom !== null && <Remaining until={list.executeFrom} />}
      {state === 'executing' && (
        <p>{t('executed', { done: people.done + people.gone_already, left: people.proposed })}</p>
      )}
      {problem !== null && (
        <p>
          {t('problem')} <span lang="en">{problem}</span>
        </p>
      )}
      {isAtWork(list) && <RunProgress runId={list.runId} />}
      {children}
    </Section>
  );

  function text(): string {
    switch (state) {
      case 'awaiting_approval':
        return people.proposed === 0 ? t('nobodyProposed') : t('review');
      case 'approved': {
        const time = formatTime(list.executeFrom ?? '', language);
        return Date.parse(list.executeFrom ?? '') > Date.now() ? t('approved', { time }) : t('overdue', { time });
      }
      case 'rejected': {
        const { at = '', reason = '' } = list.rejection ?? {};
        return t('rejected', { time: formatTime(at, language), reason: codeText('erasureReasons', language, reason) });
      }
      case 'cancelled':
        return t('cancelled', { time: formatTime(list.cancellation?.at ?? '', language) });
      default:
        return t(state);
    }
  }
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long it can still be stopped, told anew each half minute. */
function Remaining({ until }: { until: string }) {
  const t = useMessages('erasureList');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS / 2);
    return () => clearInterval(timer);
  }, []);
  const left = Date.parse(until) - now;
  if (left <= 0) return null;
  const text =
    left < HOUR_MS
      ? t('remainingMinutes', { count: Math.ceil(left / MINUTE_MS) })
      : t('remaining', { count: Math.round(left / HOUR_MS) });
  return <p>{text}</p>;
}
