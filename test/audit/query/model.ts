import type { ChainedEvent } from '../../../src/audit/event.ts';
import type { AuditFilter } from '../../../src/audit/query/filter.ts';
import { CHAIN_NAMES } from '../../../src/audit/rows.ts';
import { eventsIn } from '../../support/audit-events.ts';
import type { AuditTable } from '../audit-table.ts';

/** All events that stand in the table now, by reading every row of it. */
export async function allEvents({ rows }: AuditTable): Promise<ChainedEvent[]> {
  const chains = await Promise.all(CHAIN_NAMES.map((chain) => rows(chain, '0', ':')));
  return chains.flatMap(eventsIn);
}

/** What a query has to give: found by looking at every event, without index rows, batches or places. */
export function expected(events: readonly ChainedEvent[], filter: AuditFilter): ChainedEvent[] {
  const { what } = filter;
  const wanted = events.filter(({ subject, runId, at, action }) => {
    const [object = ''] = subject.split(':');
    if (what !== undefined && !(what.subjects.includes(object) && what.actions.some((one) => one === action)))
      return false;
    const bySubject = filter.subject === undefined || filter.subject === subject;
    const byRun = filter.runId === undefined || filter.runId === runId;
    const time = new Date(at).getTime();
    return bySubject && byRun && time >= (filter.from ?? 0) && time <= (filter.to ?? Number.MAX_SAFE_INTEGER);
  });
  const stacks = CHAIN_NAMES.map((name) =>
    wanted.filter(({ chain }) => chain === name).toSorted((a, b) => a.sequence - b.sequence),
  );
  const listed: ChainedEvent[] = [];
  for (let left = wanted.length; left > 0; left -= 1) {
    const tops = stacks.flatMap((stack) => stack.slice(-1));
    const newest = tops
      .map(({ at }) => at)
      .toSorted()
      .at(-1);
    const stack = stacks.find((one) => one.at(-1)?.at === newest);
    const top = stack?.pop();
    if (top !== undefined) listed.push(top);
  }
  return listed;
}
