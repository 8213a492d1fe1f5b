import type { ComponentChildren } from 'preact';
import type { PersonRequestAnswer } from '../../api/types.ts';
import { Due } from '../../parts/due.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { Day, Time } from '../../parts/time.tsx';
import { formatDay } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { People } from './list.tsx';
import { RequestState } from './state.tsx';

/** What is known of a request: who, how, until when. */
export function RequestFacts({ request }: { request: PersonRequestAnswer }) {
  const t = useMessages('request');
  const { language } = useLanguage();
  const { pauses, dueOn, dueWithPausesOn, elsewhere, identity, extension, contactIds } = request;
  const pause = pauses.find(({ to }) => to === null);
  return (
    <Section title={t('facts')}>
      <Facts
        rows={[
          [t('state'), <RequestState key="state" state={request.state} />],
          [t('due'), request.endedAt === null ? <Due day={dueOn} key="due" /> : <Day key="due" value={dueOn} />],
          [
            t('dueWithPauses'),
            dueWithPausesOn === dueOn ? null : (
              <>
                <Day value={dueWithPausesOn} /> <p class="hint">{t('dueHint')}</p>
              </>
            ),
          ],
          [t('received'), <Day key="received" value={request.receivedOn} />],
          [t('channel'), codeText('channels', language, request.channel)],
          [t('person'), contactIds.length === 0 ? t('nobody') : <People ids={contactIds} key="people" />],
          [t('marketing'), request.marketing ? t('marketingYes') : null],
          [t('elsewhere'), elsewhere.length === 0 ? null : <Elsewhere elsewhere={elsewhere} key="elsewhere" />],
          [
            t('identity'),
            identity === null ? null : (
              <>
                {codeText('identifications', language, identity.how)}, <Time value={identity.at} />
              </>
            ),
          ],
          [
            t('pausedSince'),
            pause === undefined
              ? null
              : t('pausedText', {
                  day: formatDay(pause.from, language),
                  reason: codeText('pauseReasons', language, pause.reason),
                }),
          ],
          [
            t('extension'),
            extension === null ? null : (
              <>
                {codeText('extensionReasons', language, extension.reason)}, <Day value={extension.on} />
              </>
            ),
          ],
          [t('ended'), request.endedAt === null ? null : <Time key="ended" value={request.endedAt} />],
          [t('id'), <code key="id">{request.id}</code>],
        ]}
      />
    </Section>
  );
}

/** Other accounts in which somebody has the same address: a request of its own is filed there. */
function Elsewhere({ elsewhere }: Pick<PersonRequestAnswer, 'elsewhere'>): ComponentChildren {
  const t = useMessages('request');
  return (
    <ul class="plain">
      {elsewhere.map(({ account, contactIds }) => (
        <li key={account}>
          {contactIds === null
            ? t('elsewhereUnread', { account })
            : t('elsewhereFound', { account, ids: contactIds.join(', ') })}
        </li>
      ))}
    </ul>
  );
}
