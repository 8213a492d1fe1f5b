import pMap from 'p-map';
import { chunk, halves } from '../chunk.ts';
import { concernsInputs, type HubSpotError } from './errors.ts';
import { type BatchSize, SizesSeen } from './sizes-seen.ts';

/** What came of asking for many inputs: the answers there were, and the inputs that stay without one. */
export interface Isolated<Input, Result> {
  readonly results: Result[];
  readonly failed: { readonly inputs: readonly Input[]; readonly error: HubSpotError }[];
}

type Ask<Input, Result> = (batch: readonly Input[], isolating: boolean) => Promise<Result>;

/** More failures than this and the rest is left: isolating many bad inputs one by one would cost the day's quota. */
const MOST_FAILURES = 100;
/** Halves and quarters have failed as well as the whole: nothing behind this address answers. */
const HOPELESS_FAILURES = 7;
const AT_ONCE = 4;

/**
 * Asks for all inputs at once; when that fails for a reason that may lie in some of them, for ever smaller parts, so
 * that one bad input does not take the others with it. Where HubSpot takes fewer inputs than `size` says, that is learned
 * from what it says, or by asking for ever fewer, down to one. Any other error is thrown.
 */
export async function isolate<Input, Result>(
  inputs: readonly Input[],
  ask: Ask<Input, Result>,
  size?: BatchSize,
): Promise<Isolated<Input, Result>> {
  const results: Result[] = [];
  const failed: Isolated<Input, Result>['failed'] = [];
  const sizes = new SizesSeen();
  let failures = 0;
  let probed = false;
  let batches: (readonly Input[])[] = inputs.length > 0 ? chunk(inputs, size?.most ?? inputs.length) : [];
  let last: HubSpotError | undefined;
  while (batches.length > 0) {
    const hopeless = last && (failures >= MOST_FAILURES || (results.length === 0 && failures >= HOPELESS_FAILURES));
    if (hopeless && last) {
      const probe = probed || last.code !== 'rejected' ? undefined : await fewest(batches, ask);
      probed = true;
      if (probe === undefined) {
        for (const batch of batches) failed.push({ inputs: batch, error: last });
        break;
      }
      sizes.probed(probe.batch.length);
      results.push(probe.result);
      batches = chunk(batches.flat().slice(probe.batch.length), probe.batch.length);
      continue;
    }
    const outcomes = await pMap(batches, (batch) => askOnce(batch, ask, batch.length < inputs.length), {
      concurrency: AT_ONCE,
    });
    batches = [];
    for (const { batch, outcome } of outcomes) {
      if ('result' in outcome) {
        results.push(outcome.result);
        sizes.answered(batch.length);
        continue;
      }
      const most = sizes.refused(batch.length, outcome.error);
      if (most !== undefined) {
        batches.push(...chunk(batch, most));
        continue;
      }
      failures += 1;
      last = outcome.error;
      if (batch.length === 1) failed.push({ inputs: batch, error: outcome.error });
      else batches.push(...halves(batch));
    }
  }
  if (size !== undefined) sizes.teach(size, failed.length === 0);
  return { results, failed };
}

/** Asks for ever fewer of the first inputs, down to one; `undefined` when not even that is answered. */
async function fewest<Input, Result>(batches: readonly (readonly Input[])[], ask: Ask<Input, Result>) {
  let [batch = []] = batches;
  while (batch.length > 1) {
    [batch] = halves(batch);
    const { outcome } = await askOnce(batch, ask, true);
    if ('result' in outcome) return { batch, result: outcome.result };
  }
  return undefined;
}

async function askOnce<Input, Result>(
  batch: readonly Input[],
  ask: Ask<Input, Result>,
  isolating: boolean,
): Promise<{ batch: readonly Input[]; outcome: { result: Result } | { error: HubSpotError } }> {
  try {
    return { batch, outcome: { result: await ask(batch, isolating) } };
  } catch (error) {
    if (!concernsInputs(error)) throw error;
    return { batch, outcome: { error } };
  }
}
