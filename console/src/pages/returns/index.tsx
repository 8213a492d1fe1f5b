import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import type { ReturnLine, ReturnList } from '../../api/types.ts';
import { useFollowing, useResource } from '../../api/use-resource.ts';
import { useQuery } from '../../routing/links.ts';
import { Facts } from '../../parts/facts.tsx';
import { Link } from '../../parts/link.tsx';
import { Live } from '../../parts/live.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Names } from '../../parts/names.tsx';
import { News } from '../../parts/news.tsx';
import { Page } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { useMessages } from '../../words/messages.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { type Asked, useAnsweredColumns, useOpenColumns } from './columns.tsx';

const SHOWN = 100;

/** Palanneet: people who were erased and are there again. */
export default function ReturnsPage() {
  const t = useMessages('returns');
  const { query } = useQuery();
  const [asked, setAsked] = useState<Asked>();
  const [done, setDone] = useState<ReturnLine>();
  const page = useResource(
    (signal) => api.get<ReturnList>('/api/returns', { limit: SHOWN, continuation: query.continuation }, { signal }),
    [query.continuation],
  );
  useFollowing(page);
  const [openColumns, answeredColumns] = [useOpenColumns(setAsked), useAnsweredColumns()];
  const rows = page.value?.returns ?? [];
  const open = rows.filter(({ answer }) => answer === null);
  const answered = rows.filter(({ answer }) => answer !== null);
  return (
    <Page intro={t('intro')} title={t('title')}>
      <Section title={t('meaning')}>
        <Facts
          rows={[
            [t('strong'), t('strongMeans')],
            [t('weak'), t('weakMeans')],
            [t('new_relationship'), t('newMeans')],
            [t('erase_again'), t('eraseMeans')],
          ]}
        />
      </Section>
      <Live>{done !== undefined && <Done line={done} />}</Live>
      <News of={page} />
      <Problem problem={page.problem} retry={page.reload} />
      {page.value === undefined ? (
        page.state === 'loading' && <Loading />
      ) : (
        <Names ids={rows.map(({ contactId }) => contactId)}>
          <Section title={t('open')}>
            <Table
              busy={page.state === 'loading'}
              caption={t('open')}
              captionHidden
              columns={openColumns}
              empty={t('noneOpen')}
              rowKey={({ id }) => id}
              rows={open}
            />
          </Section>
          <Section title={t('answered')}>
            <Table
              busy={page.state === 'loading'}
              caption={t('answered')}
              captionHidden
              columns={answeredColumns}
              empty={t('noneAnswered')}
              rowKey={({ id }) => id}
              rows={answered}
            />
          </Section>
          <Pager next={page.value.continuation} />
        </Names>
      )}
      {asked !== undefined && (
        <AnswerDialog
          asked={asked}
          onClose={() => {
            setAsked(undefined);
            page.reload();
          }}
          onDone={async (line) => {
            await page.reload();
            setAsked(undefined);
            setDone(line);
          }}
        />
      )}
    </Page>
  );
}

/** What came of an answer. */
function Done({ line: { requestId } }: { line: ReturnLine }) {
  const t = useMessages('returns');
  return (
    <p class="notice">
      {requestId === null ? (
        t('kept')
      ) : (
        <>
          {t('opened')} <Link to={`/requests/${requestId}`}>{requestId}</Link>
        </>
      )}
    </p>
  );
}
