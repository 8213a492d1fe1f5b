import type { Segment } from './segments.ts';

export type Genuine = Extract<Segment, { kind: 'genuine' }>;

const lengthOf = ({ first, last }: Genuine): number => last - first + 1;
const shiftOf = ({ first, position }: Genuine): number => first - position;

/** Cuts runs where others begin or end, so that two of them hold the same events or none in common. */
export function disjoint(genuine: readonly Genuine[]): Genuine[] {
  const cuts = [...new Set(genuine.flatMap(({ first, last }) => [first, last + 1]))].sort((a, b) => a - b);
  return genuine.flatMap((run) => {
    const inside = cuts.filter((cut) => cut > run.first && cut <= run.last);
    return [run.first, ...inside].map((first, index): Genuine => {
      const last = (inside[index] ?? run.last + 1) - 1;
      const hash = first === run.first ? run.hash : undefined;
      return { ...run, first, last, position: run.position + first - run.first, hash };
    });
  });
}

/**
 * The runs that are in their places: the heaviest choice in which numbers only grow. A run between two others that agree on
 * where events stand, and does not agree with them, is out of place even if its numbers would fit.
 */
export function mainLineOf(genuine: readonly Genuine[]): Set<Genuine> {
  const weights: number[] = [];
  const befores: number[] = [];
  for (const [index, run] of genuine.entries()) {
    let [best, before] = [0, -1];
    for (let other = 0; other < index; other += 1) {
      const candidate = genuine[other];
      const weight = weights[other] ?? 0;
      if (candidate === undefined || candidate.last >= run.first || weight < best) continue;
      // Of equal choices the nearer one: it is at its own place when two were exchanged. Of copies the first: the others came
      // in addition.
      const isCopy = weight === best && candidate.first === genuine[before]?.first;
      if (!isCopy) [best, before] = [weight, other];
    }
    weights.push(best + lengthOf(run));
    befores.push(before);
  }
  const chosen: Genuine[] = [];
  let at = weights.indexOf(Math.max(...weights));
  for (; at >= 0; at = befores[at] ?? -1) {
    const run = genuine[at];
    if (run !== undefined) chosen.unshift(run);
  }
  return new Set(chosen.filter((run, index) => !isOutOfPlace(run, chosen[index - 1], chosen[index + 1])));
}

function isOutOfPlace(run: Genuine, before: Genuine | undefined, after: Genuine | undefined): boolean {
  const around = before === undefined ? 0 : shiftOf(before);
  if (after === undefined || shiftOf(after) !== around) return false;
  return (
    shiftOf(run) !== around && lengthOf(run) < Math.max(before === undefined ? 0 : lengthOf(before), lengthOf(after))
  );
}
