import pMap from 'p-map';
import { chunk } from '../chunk.ts';
import { concernsInputs, type HubSpotError } from './errors.ts';

/** What came of asking for many inputs: the answers there were, and the inputs that stay without one. */
export interface Isolated<Input, Result> {
  readonly results: Result[];
  readonly failed: { readonly inputs: readonly Input[]; readonly error: HubSpotError }[];
}

/** How many inputs go in one request, which HubSpot may have lowered. */
export interface BatchSize {
  readonly most: number;
  /** Called when HubSpot turns out to take no more than so many. */
  learn(most: number): void;
}

type Ask<Input, Result> = (part: readonly Input[], isolating: boolean) => Promise<Result>;

/** More failures than this and the rest is left: isolating many bad inputs one by one would cost the day's quota. */
const MOST_FAILURES = 100;
/** Halves and quarters have failed as well as the whole: nothing behind this address answers. */
const HOPELESS_FAILURES = 7;
/** Fewer than this are not learned from one refusal that its halves did not share: it would make every later read dear. */
const LEAST_LEARNED = 50;
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
  let failures = 0;
  let probed = false;
  /** What seems to be taken at a time: it is learned only if that is all that was wrong. */
  let seems: number | undefined;
  let mostAnswered = 0;
  let fewestRefused = Number.POSITIVE_INFINITY;
  let parts: (readonly Input[])[] = inputs.length > 0 ? chunk(inputs, size?.most ?? inputs.length) : [];
  let last: HubSpotError | undefined;
  while (parts.length > 0) {
    const hopeless = last && (failures >= MOST_FAILURES || (results.length === 0 && failures >= HOPELESS_FAILURES));
    if (hopeless && last) {
      const probe = probed || last.code !== 'rejected' ? undefined : await fewest(parts, ask);
      probed = true;
      if (probe === undefined) {
        for (const part of parts) failed.push({ inputs: part, error: last });
        break;
      }
      seems = probe.part.length;
      results.push(probe.result);
      parts = chunk(parts.flat().slice(probe.part.length), probe.part.length);
      continue;
    }
    const outcomes = await pMap(parts, (part) => askOnce(part, ask, part.length < inputs.length), {
      concurrency: AT_ONCE,
    });
    parts = [];
    for (const { part, outcome } of outcomes) {
      if ('result' in outcome) {
        results.push(outcome.result);
        mostAnswered = Math.max(mostAnswered, part.length);
        continue;
      }
      const { mostInputs } = outcome.error;
      if (mostInputs !== undefined && mostInputs < part.length) {
        size?.learn(mostInputs);
        parts.push(...chunk(part, mostInputs));
        continue;
      }
      failures += 1;
      last = outcome.error;
      if (last.code === 'rejected') fewestRefused = Math.min(fewestRefused, part.length);
      if (part.length === 1) failed.push({ inputs: part, error: outcome.error });
      else parts.push(...halves(part));
    }
  }
  const wereTooMany = mostAnswered >= LEAST_LEARNED && mostAnswered < fewestRefused && fewestRefused <= inputs.length;
  seems ??= wereTooMany ? mostAnswered : undefined;
  if (seems !== undefined && failed.length === 0) size?.learn(seems);
  return { results, failed };
}

/** Asks for ever fewer of the first inputs, down to one; `undefined` when not even that is answered. */
async function fewest<Input, Result>(parts: readonly (readonly Input[])[], ask: Ask<Input, Result>) {
  let [part = []] = parts;
  while (part.length > 1) {
    [part] = halves(part);
    const { outcome } = await askOnce(part, ask, true);
    if ('result' in outcome) return { part, result: outcome.result };
  }
  return undefined;
}

async function askOnce<Input, Result>(
  part: readonly Input[],
  ask: Ask<Input, Result>,
  isolating: boolean,
): Promise<{ part: readonly Input[]; outcome: { result: Result } | { error: HubSpotError } }> {
  try {
    return { part, outcome: { result: await ask(part, isolating) } };
  } catch (error) {
    if (!concernsInputs(error)) throw error;
    return { part, outcome: { error } };
  }
}

/** Two parts of a list, the first no shorter than the second. */
export function halves<Input>(part: readonly Input[]): [readonly Input[], readonly Input[]] {
  const middle = Math.ceil(part.length / 2);
  return [part.slice(0, middle), part.slice(middle)];
}
