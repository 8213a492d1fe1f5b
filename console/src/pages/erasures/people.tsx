import { useState } from 'preact/hooks';
import type { ErasureAnswer, ErasureItemAnswer } from '../../api/types.ts';
import { useQuery } from '../../routing/links.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../parts/button.tsx';
import { Names } from '../../parts/names.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { itemStatusWords } from '../../words/erasures.ts';
import { useLanguage } from '../../words/language.tsx';
import { codeText, useMessages } from '../../words/messages.ts';
import { ExcludeDialog } from './exclude-dialog.tsx';
import { useItemColumns } from './item-columns.tsx';
import { listMessages } from './list-messages.ts';

type Status = ErasureItemAnswer['status'];

const STATUSES = [
  ...['proposed', 'protected', 'excluded', 'changed', 'done', 'gone_already', 'failed'],
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
  onChanged(): void;
  onMoved(): void;
}) {
  const t = useMessages(listMessages);
  const { can } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isExcluding, setExcluding] = useState(false);
  const mayExclude = can('officer') && list.actions.includes('exclude');
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)));
  const columns = useItemColumns(mayExclude ? { chosen, choose } : undefined, list.executionStartedAt !== null);
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
        <p class="after-table">
          <Button disabled={chosen.size === 0} onClick={() => setExcluding(true)}>
            {chosen.size === 0 ? t('excludeNone') : t('exclude', { count: chosen.size })}
          </Button>
        </p>
      )}
      <Pager next={list.continuation} />
      {isExcluding && (
        <ExcludeDialog
          chosen={[...chosen]}
          list={list}
          onClose={() => setExcluding(false)}
          onDone={() => {
            setExcluding(false);
            setChosen(new Set());
            onChanged();
          }}
          onMoved={() => {
            setExcluding(false);
            onMoved();
            onChanged();
          }}
        />
      )}
    </Section>
  );
}

/** Leads to each group in which there is somebody. */
function Groups({ list: { people, changes }, group }: { list: ErasureAnswer; group: Group }) {
  const t = useMessages(listMessages);
  const { language } = useLanguage();
  const { withQuery } = useQuery();
  const all = STATUSES.reduce((sum, status) => sum + (people[status] ?? 0), 0);
  const groups = [
    ['all', t('all', { count: all })] as const,
    ...(changes === null ? [] : [['differing', t('differing', { count: changes.contacts })] as const]),
    ...STATUSES.filter((status) => (people[status] ?? 0) > 0).map((status) => {
      const name = codeText(itemStatusWords, language, status);
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
