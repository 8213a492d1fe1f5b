import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { AuditTable } from '../audit-table.ts';

/** What a query cost the storage account. */
interface Cost {
  requests: number;
  rows: number;
}

const listed = z.object({ value: z.array(z.unknown()) });

/** A client of the table that counts requests and the rows in their answers. */
export function countedTable(audit: AuditTable): { readonly table: TableClient; readonly cost: Cost } {
  const cost: Cost = { requests: 0, rows: 0 };
  const table = audit.client();
  table.pipeline.addPolicy(
    {
      name: 'count',
      sendRequest: async (request, next) => {
        const response = await next(request);
        cost.requests += 1;
        cost.rows += listed.safeParse(JSON.parse(response.bodyAsText || '{}')).data?.value.length ?? 1;
        return response;
      },
    },
    { afterPhase: 'Retry' },
  );
  return { table, cost };
}
