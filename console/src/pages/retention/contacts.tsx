import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';
import { api } from '../../api/client.ts';
import { download } from '../../api/download.ts';
import type { ContactPageAnswer } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { useResource } from '../../api/use-resource.ts';
import { useQuery } from '../../routing/links.ts';
import { useSession } from '../../session/session.tsx';
import { beginAt } from '../../parts/begin-at.ts';
import { Button } from '../../parts/button.tsx';
import { useChosen } from '../../parts/choice.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Names } from '../../parts/names.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { useMessages } from '../../words/messages.ts';
import { PrepareChosen } from '../erasures/prepare-chosen.tsx';
import { useContactColumns } from './contact-columns.tsx';
import { filterIn, useFilterText } from './filter.ts';
import { Filters } from './filters.tsx';

/** Leads to the table, from what the charts show. */
export const CONTACTS = '#contacts';

const SHOWN = 50;

/** The people of the filter in the address, a page at a time. `isPlaced`: what stands above is there, and moves them no more. */
export function Contacts({ isPlaced }: { isPlaced: boolean }) {
  const t = useMessages('retention');
  const { url } = useLocation();
  const { query, setQuery } = useQuery();
  const filter = filterIn(query);
  const filterText = useFilterText(filter);
  const asked = { ...filter, sort: query.sort ?? 'endsOn', limit: SHOWN, continuation: query.continuation };
  const page = useResource(
    (signal) => api.get<ContactPageAnswer>('/api/contacts', asked, { signal }),
    [JSON.stringify(asked)],
  );
  const save = useAction(() => download('/api/contacts', { query: { ...filter, sort: asked.sort, format: 'csv' } }));
  const { can } = useSession();
  const chosen = useChosen();
  const rows = page.value?.contacts ?? [];
  // Nobody else is erased because of an end.
  const mayChoose = can('officer') && (chosen.ids.length > 0 || rows.some(({ status }) => status === 'ended'));
  const columns = useContactColumns(mayChoose ? chosen : undefined);
  const isThere = isPlaced && (page.value !== undefined || page.state === 'failed');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isThere && location.hash === CONTACTS) beginAt(place.current);
  }, [url, isThere]);
  return (
    <div class="jump" id={CONTACTS.slice(1)} ref={place} tabIndex={-1}>
      <Section
        actions={
          <Button busy={save.busy} onClick={() => save.run()}>
            {t('csv')}
          </Button>
        }
        title={t('contacts')}
      >
        <Filters filter={filter} />
        <p aria-live="polite">{t('shown', { filter: filterText })}</p>
        <Problem problem={save.problem} retry={() => save.run()} />
        <Problem problem={page.problem} retry={page.reload} />
        {page.value === undefined ? (
          page.state === 'loading' && <Loading />
        ) : (
          <Names ids={[...new Set([...rows.map(({ contactId }) => contactId), ...chosen.ids])]}>
            <Table
              busy={page.state === 'loading'}
              caption={t('contactsCaption', { filter: filterText })}
              captionHidden
              columns={columns}
              empty={t('nobody')}
              onSort={(sort) => setQuery({ sort })}
              rowKey={({ contactId }) => contactId}
              rows={rows}
              sort={asked.sort}
            />
            {mayChoose && <PrepareChosen chosen={chosen} />}
            <Pager next={page.value.continuation} />
          </Names>
        )}
        <p class="after-table soft">{t('csvHint')}</p>
      </Section>
    </div>
  );
}
