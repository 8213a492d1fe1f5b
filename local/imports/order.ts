import type { Import } from './read-imports.ts';

/** The folders and composing files of `src/`, each of which imports only from those before it; `functions/` comes last. */
const LAYERS: readonly string[] = [
  'settings',
  'policy',
  'register',
  'hubspot',
  'storage',
  'audit',
  'runs',
  'remembered',
  'erased',
  'facts',
  'decisions',
  'effects',
  'work',
  'rights',
  'notice',
  'health',
  'http',
  'compose',
];

/** Imports against the order of the folders, and of what the deployed program does not hold. */
export function outOfOrder(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const from = placeOf(one.from);
    if (from === undefined) return [];
    const fault = faultOf(from, placeOf(one.to));
    return fault === undefined ? [] : [`${one.from}:${one.line} imports ${one.to}: ${fault}`];
  });
}

interface Place {
  readonly name: string;
  /** Place in the order; -1 for a helper that stands loose in `src/`, `undefined` for a folder that has none. */
  readonly rank: number | undefined;
}

/** `undefined` outside the deployed program: scripts, benches and tests may import what they like. */
function placeOf(file: string): Place | undefined {
  const [top, name = ''] = file.split('/');
  if (top === 'functions') return { name: 'functions', rank: LAYERS.length };
  if (top !== 'src') return undefined;
  const rank = LAYERS.indexOf(name.replace(/\.ts$/, ''));
  if (rank >= 0) return { name, rank };
  return { name, rank: name.endsWith('.ts') ? -1 : undefined };
}

function faultOf(from: Place, to: Place | undefined): string | undefined {
  if (to === undefined) return 'this is not deployed.';
  const unplaced = [from, to].find(({ rank }) => rank === undefined);
  if (unplaced !== undefined)
    return `${unplaced.name} has no place in the order: give it one in local/imports/order.ts.`;
  if (from.rank === -1) return `${from.name} stands loose in src and imports nothing of ours.`;
  const isUpward = (to.rank ?? 0) > (from.rank ?? 0);
  return isUpward ? `${to.name} comes after ${from.name} in the order (docs/design.md).` : undefined;
}
