import type { PersonRequestAnswer } from '../../api/types.ts';
import { Actor } from '../../parts/actor.tsx';
import { Section } from '../../parts/section.tsx';
import { Day, Time } from '../../parts/time.tsx';
import { formatDay } from '../../words/formats.ts';
import { type Language, useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { type TimelineEntry, timelineOf } from './timeline.ts';

/** What has happened to a request, the first first. */
export function TimelineSection({ request }: { request: PersonRequestAnswer }) {
  const t = useMessages('request');
  return (
    <Section title={t('timeline')}>
      <ol class="timeline">
        {timelineOf(request).map((entry, place) => (
          <li key={place}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Entry({ entry: { what, at, by, of, on } }: { entry: TimelineEntry }) {
  const t = useMessages('requestTimeline');
  const { language } = useLanguage();
  const values = { of: wordFor(what, of, language), on: on === null ? '' : formatDay(on, language), count: Number(of) };
  return (
    <>
      {at.includes('T') ? <Time value={at} /> : <Day value={at} />}: {t(what, values)}
      {by !== null && (
        <>
          {' ('}
          <Actor id={by} />)
        </>
      )}
    </>
  );
}

/** The word for what an entry happened with. */
function wordFor(what: TimelineEntry['what'], of: string, language: Language): string {
  switch (what) {
    case 'filed':
      return codeText('channels', language, of);
    case 'identified':
      return codeText('identifications', language, of);
    case 'paused':
    case 'resumed':
      return codeText('pauseReasons', language, of);
    case 'extended':
      return codeText('extensionReasons', language, of);
    case 'letter':
      return codeText('letterNames', language, of);
    case 'ended':
      return codeText('requestStates', language, of);
    case 'copy':
      return of.toUpperCase();
    default:
      return of;
  }
}
