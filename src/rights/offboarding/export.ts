import type { Definitions } from '../../hubspot/definitions.ts';
import { readDefinitions } from '../../hubspot/definitions.ts';
import type { Engine } from '../../work/engine.ts';
import { staffValues } from './staff-values.ts';

/**
 * What staff have typed into the add-on's properties, a line of JSON for each contact, and a last one with the totals and the digest of
 * the lines before it: without that line it is not whole. In the trail before anything of it leaves. Throws `HubSpotError`.
 */
export async function exportStaffValues(engine: Engine, actor: string): Promise<AsyncGenerator<Uint8Array>> {
  await engine.storage.prepare();
  const definitions = await readDefinitions(engine.hubspot, 'contacts');
  const cause = 'what staff typed';
  await engine.audit.record([{ action: 'offboarding_exported', subject: 'register:hubspot', cause }], {
    runId: '',
    actor,
  });
  return linesOf(engine, definitions);
}

async function* linesOf({ hubspot }: Engine, definitions: Definitions): AsyncGenerator<Uint8Array> {
  const all = staffValues(hubspot, definitions);
  for (;;) {
    const next = await all.next();
    if (next.done === true) {
      yield Buffer.from(`${JSON.stringify({ end: true, ...next.value })}\n`);
      return;
    }
    yield Buffer.from(next.value.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }
}
