import { LineBusyError } from '../../runs/line.ts';
import { newRunId } from '../../runs/run.ts';
import { unavailableStatus } from '../../storage/status.ts';
import { askForRun } from '../../work/ask-for-run.ts';
import type { Engine } from '../../work/engine.ts';
import type { PersonRequest } from './request.ts';

/**
 * Puts a run of a request's contacts into the line, in the name of the officer, so that HubSpot shows soon what has become of the
 * request; what is saved while such a run waits, it looks at too. One that finds no place, or is lost in a crash before this, does no harm: the next sync looks at them (`owed.ts`).
 */
export async function lookAtContacts(
  engine: Engine,
  { contactIds }: Pick<PersonRequest, 'contactIds'>,
  actor: string,
): Promise<void> {
  if (contactIds.length === 0) return;
  const wish = { scope: 'contacts', dryRun: false, actor, contactIds, forRequests: true } as const;
  await askForRun(engine, newRunId(engine.systemNow()), wish).catch((error: unknown) => {
    if (!(error instanceof LineBusyError) && unavailableStatus(error) === undefined) throw error;
  });
}
