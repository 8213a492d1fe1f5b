import type { Intent } from '../../audit/trail.ts';
import type { SliceContext } from '../../facts/context.ts';
import { recordOf } from '../../register/record.ts';

/** Lists what would be done to people, as the trail would say it: no run that erases is dry, so nobody asks for more. */
export async function listErasure(
  { changes, session }: SliceContext,
  intents: readonly Intent[],
  part: number,
): Promise<void> {
  const lines = intents.flatMap((intent) => {
    const record = recordOf(intent.subject);
    if (record === undefined) return [];
    return intent.changes.map(({ cause = intent.cause, ...change }) => ({ ...record, ...change, reason: cause }));
  });
  await changes.putPart(session.run.runId, 'contacts', part, lines);
}
