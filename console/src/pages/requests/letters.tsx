import { useSession } from '../../session/session.tsx';
import { addressOf } from '../../api/client.ts';
import type { RequestWithChoices } from '../../api/types.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { Status } from '../../parts/status.tsx';
import { formatDay } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import type { OpenForm } from './action-form.tsx';

type Choice = RequestWithChoices['choices']['letters'][number];

/** Letters to the person: which one is called for, which can be written, which were sent. Only officers open them. */
export function LettersSection({ request, onOpen }: { request: RequestWithChoices; onOpen(form: OpenForm): void }) {
  const t = useMessages('requestSections');
  const { can } = useSession();
  const { letters, choices } = request;
  const isSent = ({ letter }: Choice) => letters.some((one) => one.letter === letter);
  const shown = choices.letters.filter((one) => isSent(one) || (can('officer') && one.hindrance === null));
  if (shown.length === 0) return null;
  return (
    <Section title={t('letters')}>
      {can('officer') && <p>{t('lettersText')}</p>}
      <ul aria-label={t('lettersCaption')} class="plain">
        {shown.map((choice) => (
          <li class="letter" key={choice.letter}>
            <LetterRow choice={choice} onOpen={onOpen} request={request} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LetterRow({
  choice: { letter, hindrance },
  request: { id, letters, choices, actions },
  onOpen,
}: {
  choice: Choice;
  request: RequestWithChoices;
  onOpen(form: OpenForm): void;
}) {
  const t = useMessages('requestSections');
  const { language } = useLanguage();
  const { can } = useSession();
  const name = codeText('letterNames', language, letter);
  const sentOn = letters.filter((one) => one.letter === letter).map((one) => formatDay(one.sentOn, language));
  return (
    <>
      <span>
        <strong>{name}</strong>{' '}
        {sentOn.length > 0 && <Status kind="good">{t('sentOn', { days: sentOn.join(', ') })}</Status>}
        {sentOn.length === 0 && choices.calledFor === letter && hindrance === null && (
          <Status kind="info">{t('called')}</Status>
        )}
      </span>
      {can('officer') && hindrance !== null && <span class="soft">{codeText('hindrances', language, hindrance)}</span>}
      {can('officer') && hindrance === null && (
        <>
          <span>
            {(['fi', 'en'] as const).map((lang) => (
              <a
                aria-label={t('openLetter', { letter: name, language: t(lang === 'fi' ? 'openFi' : 'openEn') })}
                class="apart"
                href={addressOf(`/api/requests/${id}/letter`, { kind: letter, lang })}
                key={lang}
                rel="noopener"
                target="_blank"
              >
                {t(lang === 'fi' ? 'openFi' : 'openEn')}
              </a>
            ))}
          </span>
          {actions.includes('letter-sent') && (
            <Button label={t('recordOf', { letter: name })} onClick={() => onOpen({ action: 'letter-sent', letter })}>
              {t('record')}
            </Button>
          )}
        </>
      )}
    </>
  );
}
