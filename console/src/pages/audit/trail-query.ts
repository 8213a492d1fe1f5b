import { isRecordId } from '../../parts/record-id.ts';

/** What the trail is asked for, as the address of the page holds it. */
export const TRAIL_FIELDS = ['contactId', 'companyId', 'runId', 'from', 'to'] as const;

/** What is wrong with it, by field; the API looks at everything again. */
export function faultsOfQuery(query: Readonly<Record<(typeof TRAIL_FIELDS)[number], string>>) {
  const { contactId, companyId, runId, from, to } = query;
  const isId = (id: string) => id === '' || isRecordId(id);
  return {
    ...(isId(contactId) ? {} : { contactId: 'wrongId' as const }),
    ...(isId(companyId) ? {} : { companyId: 'wrongId' as const }),
    ...(isId(companyId) && contactId !== '' && companyId !== '' ? { companyId: 'onlyOne' as const } : {}),
    ...(runId === '' || /^[\w-]{1,64}$/.test(runId) ? {} : { runId: 'wrongRun' as const }),
    ...(from !== '' && to !== '' && from > to ? { from: 'wrongPeriod' as const } : {}),
  };
}
