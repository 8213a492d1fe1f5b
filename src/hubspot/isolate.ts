import pMap from 'p-map';
import { concernsInputs, type HubSpotError } from './errors.ts';

/** What came of asking for many inputs: the answers there were, and the inputs that stay without one. */
export interface Isolated<Input, Result> {
  readonly results: Result[];
  readonly failed: { readonly inputs: readonly Input[]; readonly error: HubSpotError }[];
}

/** More failures than this and the rest is left: isolating many bad inputs one by one would cost the day's quota. */
const MOST_FAILURES = 100;
/** Halves and quarters have failed as well as the whole: nothing behind this address answers. */
const HOPELESS_FAILURES = 7;
const AT_ONCE = 4;

/**
 * Asks for all inputs at once; when that fails for a reason that may lie in some of them, for ever smaller parts, so
 * that one bad input does not take the others with it. Any other error is thrown.
 */
export async function isolate<Input, Result>(
  inputs: readonly Input[],
  ask: (part: readonly Input[], isolating: boolean) => Promise<Result>,
): Promise<Isolated<Input, Result>> {
  const results: Result[] = [];
  const failed: Isolated<Input, Result>['failed'] = [];
  let failures = 0;
  let parts: (readonly Input[])[] = inputs.length > 0 ? [inputs] : [];
  let last: HubSpotError | undefined;
  while (parts.length > 0) {
    const hopeless = last && (failures >= MOST_FAILURES || (results.length === 0 && failures >= HOPELESS_FAILURES));
    if (hopeless && last) {
      for (const part of parts) failed.push({ inputs: part, error: last });
      break;
    }
    const outcomes = await pMap(parts, (part) => askOnce(part, ask, part.length < inputs.length), {
      concurrency: AT_ONCE,
    });
    parts = [];
    for (const { part, outcome } of outcomes) {
      if ('result' in outcome) results.push(outcome.result);
      else {
        failures += 1;
        last = outcome.error;
        if (part.length === 1) failed.push({ inputs: part, error: outcome.error });
        else parts.push(...halves(part));
      }
    }
  }
  return { results, failed };
}

async function askOnce<Input, Result>(
  part: readonly Input[],
  ask: (part: readonly Input[], isolating: boolean) => Promise<Result>,
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
