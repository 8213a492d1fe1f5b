import type { RequestWithChoices } from '../../api/types.ts';
import { Actor } from '../../parts/actor.tsx';
import { Section } from '../../parts/section.tsx';
import { Status } from '../../parts/status.tsx';
import { Table } from '../../parts/table.tsx';
import { Day, Time } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.ts';
import { useMessages } from '../../words/messages.ts';
import { Subject } from './subject.tsx';

type Items = NonNullable<RequestWithChoices['decision']>['items'];

/** What was decided, item by item, or what one officer has proposed. */
export function DecisionSection({ request }: { request: RequestWithChoices }) {
  const t = useMessages('request');
  const { decision, proposal } = request;
  const shown = decision ?? proposal;
  if (shown === null) return null;
  return (
    <Section title={t('decision')}>
      {decision === null && (
        <p>
          <Status kind="warning">{t('proposal')}</Status>
        </p>
      )}
      <p>
        <Time value={shown.at} />, <Actor id={shown.by} />
      </p>
      <DecidedItems items={shown.items} request={request} />
    </Section>
  );
}

function DecidedItems({ items, request: { choices } }: { items: Items; request: RequestWithChoices }) {
  const t = useMessages('request');
  const { language } = useLanguage();
  const groundText = (ground: string | null) => {
    const text = choices.grounds.find((one) => one.ground === ground)?.text;
    return text === undefined ? (ground ?? '') : (text[language] ?? text.fi);
  };
  return (
    <Table<Items[number]>
      caption={t('decisionOf')}
      captionHidden
      columns={[
        { key: 'subject', header: t('subject'), rowHeader: true, cell: ({ subject }) => <Subject subject={subject} /> },
        {
          key: 'outcome',
          header: t('outcome'),
          cell: ({ outcome }) => <Status kind={outcome === 'granted' ? 'good' : 'neutral'}>{t(outcome)}</Status>,
        },
        { key: 'ground', header: t('ground'), cell: ({ ground }) => groundText(ground) },
        { key: 'statute', header: t('statute'), cell: ({ statute }) => statute ?? '' },
        { key: 'until', header: t('untilDay'), cell: ({ until }) => <Day value={until} /> },
        { key: 'proof', header: t('proof'), cell: ({ proofRef }) => proofRef ?? '' },
      ]}
      empty={t('decidedNothing')}
      rowKey={({ subject }) => subject}
      rows={items}
    />
  );
}
