import { useSession } from '../../session/session.tsx';
import type { RequestWithChoices } from '../../api/types.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { Status } from '../../parts/status.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Day } from '../../parts/time.tsx';
import { useMessages } from '../../words/messages.ts';
import type { OpenForm } from './action-form.tsx';

type Row = RequestWithChoices['recipients'][number];

/** Rights after whose exercise recipients are told (Art. 19). */
const TOLD: readonly RequestWithChoices['kind'][] = ['rectification', 'erasure', 'restriction'];

/** Processors of the policy (§4), and when they were told of what was done. */
export function RecipientsSection({ request, onOpen }: { request: RequestWithChoices; onOpen(form: OpenForm): void }) {
  const t = useMessages('requestSections');
  const { can } = useSession();
  const { recipients, kind, actions, decision } = request;
  const isTold = recipients.some(({ on }) => on !== null);
  if (recipients.length === 0 || ((!TOLD.includes(kind) || decision === null) && !isTold)) return null;
  const columns: Column<Row>[] = [
    { key: 'processor', header: t('processor'), rowHeader: true, cell: ({ processor }) => processor },
    {
      key: 'told',
      header: t('told'),
      cell: ({ on }) => (on === null ? <Status kind="warning">{t('notTold')}</Status> : <Day value={on} />),
    },
  ];
  const record: Column<Row> = {
    key: 'record',
    header: t('recordTold'),
    cell: ({ processor }) => (
      <Button label={t('recordToldOf', { processor })} onClick={() => onOpen({ action: 'recipient-told', processor })}>
        {t('recordTold')}
      </Button>
    ),
  };
  return (
    <Section title={t('recipients')}>
      <p>{t('recipientsText')}</p>
      <Table<Row>
        caption={t('recipientsCaption')}
        captionHidden
        columns={can('officer') && actions.includes('recipient-told') ? [...columns, record] : columns}
        rowKey={({ processor }) => processor}
        rows={recipients}
      />
    </Section>
  );
}
