import { setTimeout } from 'node:timers/promises';
import { newHolder } from '../runs/request-keys.ts';
import type { KnownRequest, RequestHashes } from '../runs/request-rows.ts';
import { type Asked, askForRun, type Wish } from './ask-for-run.ts';
import type { Engine } from './engine.ts';

/** How long the same request that is underway elsewhere is waited for. */
const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 100;

/** `other_body`: the key belongs to another request. `underway`: the same request has not come to its end yet. */
export type AskedOnce = Asked | { readonly kind: 'other_body' | 'underway' };

/**
 * Asks for a run as a request with an `Idempotency-Key` does: however often it is repeated within 24 hours, at the same
 * moment too and by whichever process, one run answers it. What a crash left undone, the next repetition does.
 */
export async function askOnce(engine: Engine, hashes: RequestHashes, wish: Wish): Promise<AskedOnce> {
  await engine.storage.prepare();
  const holder = newHolder();
  const patientUntil = engine.systemNow() + PATIENCE_MS;
  for (;;) {
    const known = await engine.requestKeys.claim(hashes, holder);
    if (known.body !== hashes.body) return { kind: 'other_body' };
    if ((await engine.ledger.find(known.runId)) !== undefined) return { kind: 'run', runId: known.runId };
    const held = known.holder === holder ? known : await engine.requestKeys.takeOver(hashes.key, known, holder);
    if (held !== undefined) return carryOut(engine, hashes.key, held, wish);
    if (engine.systemNow() >= patientUntil) return { kind: 'underway' };
    await setTimeout(LOOK_AGAIN_MS);
  }
}

async function carryOut(engine: Engine, key: string, held: KnownRequest, wish: Wish): Promise<Asked> {
  let { runId } = held;
  let refused = false;
  try {
    const asked = await askForRun(engine, runId, wish);
    if (asked.kind === 'run') ({ runId } = asked);
    else refused = true;
    return asked;
  } finally {
    // Whatever came of it: a repetition need not wait.
    if (refused) await engine.requestKeys.forget(key, held);
    else await engine.requestKeys.release(key, held, runId);
  }
}
