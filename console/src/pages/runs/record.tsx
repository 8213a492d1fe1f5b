import { PersonName } from '../../parts/names.tsx';
import { useMessages } from '../../words/messages.ts';

/** The contact or the company that a row is about. */
export function RecordOf({
  row,
}: {
  row: { readonly contactId?: string | undefined; readonly companyId?: string | undefined };
}) {
  const t = useMessages('run');
  if (row.contactId !== undefined) return <PersonName id={row.contactId} />;
  return <>{t('company', { id: row.companyId ?? '' })}</>;
}
