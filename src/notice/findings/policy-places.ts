import type { Policy } from '../../policy/schema.ts';

/** Paths of fields of the policy: `purposes.0`, `transfers`. */
export type Places = readonly string[];

/** The places in a list of the policy of which something is so. */
export function placesOf<One>(list: string, ones: readonly One[], isSo: (one: One) => boolean): Places {
  return ones.flatMap((one, index) => (isSo(one) ? [`${list}.${index}`] : []));
}

/** All places of the policy that hold text in whose words something is found. A text in two languages is one place. */
export function placesThatSay(policy: Policy, isSaid: (text: string) => boolean): Places {
  const found = textsIn(policy, []).filter(([, text]) => isSaid(text));
  return [...new Set(found.map(([path]) => path.join('.')))];
}

type Text = readonly [path: readonly string[], text: string];

function textsIn(value: unknown, path: readonly string[]): Text[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    textsIn(one, key === 'fi' || key === 'en' ? path : [...path, key]),
  );
}
