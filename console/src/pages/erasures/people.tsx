import { useState } from 'preact/hooks';
import type { ErasureAnswer, ErasureItemAnswer } from '../../api/types.ts';
import { useQuery } from '../../routing/links.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../parts/button.tsx';
import { useChosen } from '../../parts/choice.tsx';
import { Names } from '../../parts/names.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { ExcludeDialog } from './exclude-dialog.tsx';
import { useItemColumns } from './item-columns.tsx';

type Status = ErasureItemAnswer['status'];

const STATUSES = [
  'proposed',
  'protected',
  'excluded',
  'changed',
  'done',
  'gone_already',
  'failed',
] as const satisfies Status[];

/** Which people of a list are shown: those of a status, those whom a check found to differ, or all. */
type Group = Status | 'differing' | 'all';

export function groupIn({ group }: Readonly<Record<string, string>>): Group {
  return [...STATUSES, 'differing' as const].find((one) => one === group) ?? 'all';
}

/** The query by which the API gives a group. */
export function queryOf(group: Group): { readonly status?: Status; readonly changed?: boolean } {
  if (group === 'all') return {};
  return group === 'differing' ? { changed: true } : { status: group };
}

/** The people of a list in groups, a page at a time; whoever may takes some of them off. */
export function People({
  list,
  group,
  busy,
  onChanged,
  onMoved,
}: {
  list: ErasureAnswer;
  group: Group;
  busy: boolean;
  onChanged(): Promise<void>;
  onMoved(): void;
}) {
  const t = useMessages('erasureList');
  const { can } = useSession();
  const chosen = useChosen();
  const [isExcluding, setExcluding] = useState(false);
  const mayExclude = can('officer') && list.actions.includes('exclude');
  // Somebody else may have taken them off meanwhile.
  const isGone = (id: string) => list.items.some((item) => item.contactId === id && item.status !== 'proposed');
  const ids = chosen.ids.filter((id) => !isGone(id));
  const columns = useItemColumns(mayExclude ? chosen : undefined, list.executionStartedAt !== null);
  return (
    <Section title={t('people')}>
      <p class="soft">{t('classes')}</p>
      <Groups group={group} list={list} />
      <Names ids={list.items.map(({ contactId }) => contactId)}>
        <Table
          busy={busy}
          caption={t('people')}
          captionHidden
          columns={columns}
          empty={list.continuation === null ? t('nobody') : t('nobodyHere')}
          rowKey={({ contactId }) => contactId}
          rows={list.items}
        />
      </Names>
      {mayExclude && list.items.some(({ status }) => status === 'proposed') && (
        <p class={ids.length === 0 ? 'after-table' : 'after-table of-chosen'}>
          <Button disabled={ids.length === 0} onClick={() => setExcluding(true)}>
            {ids.length === 0 ? t('excludeNone') : t('exclude', { count: ids.length })}
          </Button>
        </p>
      )}
      <Pager next={list.continuation} />
      {isExcluding && (
        <ExcludeDialog
          chosen={ids}
          list={list}
          onClose={() => setExcluding(false)}
          onDone={async () => {
            await onChanged();
            setExcluding(false);
            chosen.clear();
          }}
          onMoved={() => {
            setExcluding(false);
            onMoved();
            return onChanged();
          }}
        />
      )}
    </Section>
  );
}

/** Leads to each group in which there is somebody. */
function Groups({ list: { people, changes }, group }: { list: ErasureAnswer; group: Group }) {
  const t = useMessages('erasureList');
  const { language } = useLanguage();
  const { withQuery } = useQuery();
  const all = STATUSES.reduce((sum, status) => sum + (people[status] ?? 0), 0);
  const groups = [
    ['all', t('all', { count: all })] as const,
    ...(changes === null ? [] : [['differing', t('differing', { count: changes.contacts })] as const]),
    ...STATUSES.filter((status) => (people[status] ?? 0) > 0).map((status) => {
      const name = codeText('itemStatuses', language, status);
      return [status, t('group', { name, count: people[status] ?? 0 })] as const;
    }),
  ];
  return (
    <nav aria-label={t('groups')}>
      <ul class="groups">
        {groups.map(([name, text]) => (
          <li key={name}>
            <a
              aria-current={name === group ? 'true' : undefined}
              href={withQuery({ group: name === 'all' ? undefined : name })}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
