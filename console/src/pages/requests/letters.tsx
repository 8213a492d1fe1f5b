import { useSession } from '../../session/session.tsx';
import { addressOf } from '../../api/client.ts';
import type { RequestWithChoices } from '../../api/types.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { Status } from '../../parts/status.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Day } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.tsx';
import { codeText, useMessages } from '../../words/messages.ts';
import { letterNames } from '../../words/request-codes.ts';
import type { OpenForm } from './action-form.tsx';
import { hindrances } from './codes.ts';
import { sectionMessages } from './section-messages.ts';

type Row = RequestWithChoices['choices']['letters'][number];

/** Letters to the person: which one is called for, which can be written, which were sent. Only officers open them. */
export function LettersSection({ request, onOpen }: { request: RequestWithChoices; onOpen(form: OpenForm): void }) {
  const t = useMessages(sectionMessages);
  const { language } = useLanguage();
  const { can } = useSession();
  const { letters, choices, actions, id } = request;
  const isOfficer = can('officer');
  const sent = (letter: string) => letters.filter((one) => one.letter === letter);
  const rows = choices.letters.filter(({ letter, hindrance }) => hindrance === null || sent(letter).length > 0);
  const name = (letter: string) => codeText(letterNames, language, letter);
  const columns: Column<Row>[] = [
    {
      key: 'letter',
      header: t('letter'),
      rowHeader: true,
      cell: ({ letter, hindrance }) => (
        <>
          {name(letter)}{' '}
          {choices.calledFor === letter && hindrance === null && sent(letter).length === 0 && (
            <Status kind="info">{t('called')}</Status>
          )}
        </>
      ),
    },
    {
      key: 'sent',
      header: t('sent'),
      cell: ({ letter }) => (
        <ul class="plain">
          {sent(letter).map(({ sentOn, at }) => (
            <li key={at}>
              <Day value={sentOn} />
            </li>
          ))}
        </ul>
      ),
    },
  ];
  const officers: Column<Row>[] = [
    {
      key: 'open',
      header: t('open'),
      cell: ({ letter, hindrance }) =>
        hindrance === null ? (
          (['fi', 'en'] as const).map((lang) => (
            <a
              aria-label={t('openLetter', { letter: name(letter), language: t(lang === 'fi' ? 'openFi' : 'openEn') })}
              class="apart"
              href={addressOf(`/api/requests/${id}/letter`, { kind: letter, lang })}
              key={lang}
              rel="noopener"
              target="_blank"
            >
              {t(lang === 'fi' ? 'openFi' : 'openEn')}
            </a>
          ))
        ) : (
          <span class="soft">{codeText(hindrances, language, hindrance)}</span>
        ),
    },
    {
      key: 'record',
      header: t('record'),
      cell: ({ letter, hindrance }) =>
        hindrance === null &&
        actions.includes('letter-sent') && (
          <Button
            label={t('recordOf', { letter: name(letter) })}
            onClick={() => onOpen({ action: 'letter-sent', letter })}
          >
            {t('record')}
          </Button>
        ),
    },
  ];
  if (!isOfficer && letters.length === 0) return null;
  return (
    <Section title={t('letters')}>
      {isOfficer && <p>{t('lettersText')}</p>}
      <Table<Row>
        caption={t('lettersCaption')}
        captionHidden
        columns={isOfficer ? [...columns, ...officers] : columns}
        rowKey={({ letter }) => letter}
        rows={isOfficer ? rows : rows.filter(({ letter }) => sent(letter).length > 0)}
      />
    </Section>
  );
}
