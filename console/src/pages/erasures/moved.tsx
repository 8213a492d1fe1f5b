import { useEffect, useRef } from 'preact/hooks';
import type { ErasureAnswer } from '../../api/types.ts';
import { Table } from '../../parts/table.tsx';
import { formatCount } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codesIn, codeText, useMessages } from '../../words/messages.ts';

interface Difference {
  readonly what: string;
  readonly before: string;
  readonly now: string;
}

/** What is otherwise than what somebody saw who acted on a list that had changed meanwhile. */
export function Moved({ before, now }: { before: ErasureAnswer; now: ErasureAnswer }) {
  const t = useMessages('erasureList');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const differences = useDifferences(before, now);
  return (
    <div class="notice warning" ref={box} role="alert" tabIndex={-1}>
      <h2>{t('movedTitle')}</h2>
      <p>{t('moved')}</p>
      <Table
        caption={t('movedTitle')}
        captionHidden
        columns={[
          { key: 'what', header: t('what'), rowHeader: true, cell: ({ what }) => what },
          { key: 'before', header: t('before'), cell: (one) => <span class="hash">{one.before}</span> },
          { key: 'now', header: t('now'), cell: (one) => <span class="hash">{one.now}</span> },
        ]}
        rowKey={({ what }) => what}
        rows={differences}
      />
    </div>
  );
}

/** State, numbers of people, those on the page that was seen, and the hash. */
function useDifferences(before: ErasureAnswer, now: ErasureAnswer): Difference[] {
  const t = useMessages('erasureList');
  const { language } = useLanguage();
  const statuses = codesIn('itemStatuses', language);
  const counts = ({ people }: ErasureAnswer) => new Map(Object.entries(people));
  const [countsBefore, countsNow] = [counts(before), counts(now)];
  const itemsNow = new Map(now.items.map((item) => [item.contactId, item.status]));
  const word = (status: string | undefined) =>
    status === undefined ? '–' : codeText('itemStatuses', language, status);
  return [
    {
      what: t('status'),
      before: codeText('listStates', language, before.state),
      now: codeText('listStates', language, now.state),
    },
    ...statuses.map((status) => ({
      what: word(status),
      before: formatCount(countsBefore.get(status) ?? 0, language),
      now: formatCount(countsNow.get(status) ?? 0, language),
    })),
    ...before.items.map(({ contactId, status }) => {
      return { what: `${t('person')} ${contactId}`, before: word(status), now: word(itemsNow.get(contactId)) };
    }),
    { what: t('hash'), before: before.listHash ?? '–', now: now.listHash ?? '–' },
  ].filter((one) => one.before !== one.now);
}
