import type { Report } from '../../runs/reports.ts';
import type { RunStore } from '../../runs/run-store.ts';
import type { SliceContext } from '../context.ts';
import { PARTS } from '../parts.ts';

/** Ids of contacts that somebody named when the run was asked for; none when it looks at others. */
export async function givenIds(store: RunStore): Promise<string[]> {
  return (await store.first(PARTS.given)) ?? [];
}

/** Reports those of the named contacts that are not there. */
export async function reportUnknown(
  { reports, session, store }: SliceContext,
  there: Pick<ReadonlySet<string>, 'has'>,
): Promise<void> {
  const unknown = (await givenIds(store)).filter((id) => !there.has(id));
  await reports.add(
    session.run.runId,
    unknown.map((id): Report => ({ severity: 'failure', kind: 'contacts', id, reason: 'there is no such contact' })),
  );
}
