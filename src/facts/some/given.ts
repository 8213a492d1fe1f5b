import pMap from 'p-map';
import { concernsInputs } from '../../hubspot/errors.ts';
import { readRecord } from '../../hubspot/records.ts';
import type { Report } from '../../runs/reports.ts';
import type { Run } from '../../runs/run.ts';
import type { RunStore } from '../../runs/run-store.ts';
import type { SliceContext } from '../context.ts';
import { PARTS } from '../parts.ts';

/** Ids of contacts that somebody named when the run was asked for; none when it looks at others. */
export async function givenIds(store: RunStore): Promise<string[]> {
  return (await store.first(PARTS.given)) ?? [];
}

/**
 * Where contacts that are not there any more went: ids of those they were merged into, by their own; without those that are gone,
 * or could not be asked about.
 */
export async function survivorsOf(
  hubspot: SliceContext['hubspot'],
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = await pMap(
    ids,
    async (id) => {
      const record = await readRecord(hubspot, 'contacts', id, []).catch((error: unknown) => {
        if (!concernsInputs(error)) throw error;
        return undefined;
      });
      return record === undefined || record.archived === true || record.id === id ? [] : [[id, record.id] as const];
    },
    { concurrency: AT_ONCE },
  );
  return new Map(found.flat());
}

const AT_ONCE = 4;

/** What reporting takes. */
interface Reporting extends Pick<SliceContext, 'hubspot' | 'reports' | 'store'> {
  readonly session: { readonly run: Pick<Run, 'runId'> };
}

/** Reports those of the named contacts that are not there, and who was looked at in place of those that were merged into others. */
export async function reportMissing(
  { hubspot, reports, session, store }: Reporting,
  there: Pick<ReadonlySet<string>, 'has'>,
): Promise<void> {
  const missing = (await givenIds(store)).filter((id) => !there.has(id));
  const survivors = await survivorsOf(hubspot, missing);
  const missed = missing.map((id): Report => {
    const survivor = survivors.get(id);
    return survivor === undefined
      ? { severity: 'failure', kind: 'contacts', id, reason: 'there is no such contact' }
      : {
          severity: 'notice',
          kind: 'contacts',
          id,
          reason: `it was merged into contact ${survivor}, which was looked at in its place`,
        };
  });
  // An attempt that was cut short may have heard otherwise of where they went.
  if (missed.length > 0) await reports.addAgain(session.run.runId, missed, missed);
}
