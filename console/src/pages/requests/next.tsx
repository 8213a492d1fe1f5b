import { useSession } from '../../session/session.tsx';
import type { RequestWithChoices } from '../../api/types.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { formatDay } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import type { OpenForm } from './action-form.tsx';
import { nextSteps, type RequestAction, untilWhen } from './next-steps.ts';

/** What may be done with a request now, what has to be before it can end, and what staff do by hand. */
export function NextSection({ request, onOpen }: { request: RequestWithChoices; onOpen(form: OpenForm): void }) {
  const t = useMessages('request');
  const { language } = useLanguage();
  const { can } = useSession();
  const { forward, besides } = nextSteps(request);
  const { state, open } = request;
  const isOver = request.endedAt !== null && forward.length === 0;
  return (
    <Section title={t('next')}>
      {isOver && <p>{t('nothingNext')}</p>}
      {state === 'awaiting_approval' && <p>{t('waits')}</p>}
      {open.includes('restriction') && <p aria-live="polite">{t('waitsRun')}</p>}
      {!can('officer') && !isOver && <p class="soft">{t('onlyOfficer')}</p>}
      {can('officer') && forward.length > 0 && (
        <ul class="actions-list">
          {forward.map((action, place) => (
            <li key={action}>
              <Step action={action} isFirst={place === 0} onOpen={onOpen} request={request} />
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <>
          <h3>{t('openTitle')}</h3>
          <ul>
            {open.map((duty) => (
              <li key={duty}>{codeText('requestDuties', language, duty)}</li>
            ))}
          </ul>
        </>
      )}
      {request.staffSteps.length > 0 && (
        <>
          <h3>{t('staffTitle')}</h3>
          <ul>
            {request.staffSteps.map((step) => (
              <li key={step}>{codeText('staffSteps', language, step)}</li>
            ))}
          </ul>
        </>
      )}
      {can('officer') && besides.length > 0 && (
        <>
          <h3>{t('besides')}</h3>
          <ul class="actions-list">
            {besides.map((action) => (
              <li key={action}>
                <Step action={action} isFirst={false} onOpen={onOpen} request={request} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Step({
  action,
  isFirst,
  request,
  onOpen,
}: {
  action: RequestAction;
  isFirst: boolean;
  request: RequestWithChoices;
  onOpen(form: OpenForm): void;
}) {
  const t = useMessages('request');
  const name = useMessages('requestActions');
  const { language } = useLanguage();
  const until = untilWhen(request, action);
  return (
    <>
      <Button kind={isFirst ? 'primary' : 'secondary'} onClick={() => onOpen({ action })}>
        {name(action)}
      </Button>{' '}
      {until !== undefined && <span class="soft">{t('until', { day: formatDay(until, language) })}</span>}
    </>
  );
}
