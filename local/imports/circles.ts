import type { Import } from './read-imports.ts';

/**
 * Circles of imports. In each folder, the files and folders that stand in it directly are held against each other, a folder
 * with everything below it: files that import each other are found, and folders that do though none of their files does.
 */
export function circles(imports: readonly Import[]): string[] {
  const folders = new Set(imports.flatMap(({ from }) => foldersAbove(from)));
  return [...folders].sort().flatMap((folder) => circlesIn(folder, imports));
}

function foldersAbove(file: string): string[] {
  const names = file.split('/');
  return names.map((_, depth) =>
    names
      .slice(0, depth)
      .map((name) => `${name}/`)
      .join(''),
  );
}

type Neighbours = ReadonlyMap<string, ReadonlyMap<string, Import>>;

function circlesIn(folder: string, imports: readonly Import[]): string[] {
  const neighbours = new Map<string, Map<string, Import>>();
  for (const one of imports) {
    if (!one.from.startsWith(folder) || !one.to.startsWith(folder)) continue;
    const [from, to] = [memberOf(folder, one.from), memberOf(folder, one.to)];
    if (from === to) continue;
    const known = neighbours.get(from) ?? new Map<string, Import>();
    neighbours.set(from, known.set(to, known.get(to) ?? one));
  }
  const found = new Map<string, string>();
  for (const member of [...neighbours.keys()].sort()) {
    const circle = shortestCircle(member, neighbours);
    const key = circle
      .map(({ from }) => memberOf(folder, from))
      .sort()
      .join('|');
    if (circle.length > 0 && !found.has(key)) found.set(key, tell(folder, circle));
  }
  return [...found.values()];
}

function memberOf(folder: string, file: string): string {
  return file.slice(folder.length).split('/')[0] ?? '';
}

/** The shortest way from a member of a folder back to itself; empty when there is none. */
function shortestCircle(start: string, neighbours: Neighbours): readonly Import[] {
  const seen = new Set<string>();
  let ways: { readonly at: string; readonly way: readonly Import[] }[] = [{ at: start, way: [] }];
  while (ways.length > 0) {
    const next: typeof ways = [];
    for (const { at, way } of ways) {
      for (const [to, one] of neighbours.get(at) ?? []) {
        if (to === start) return [...way, one];
        if (!seen.has(to)) next.push({ at: to, way: [...way, one] });
        seen.add(to);
      }
    }
    ways = next;
  }
  return [];
}

function tell(folder: string, circle: readonly Import[]): string {
  const members = circle.map(({ from }) => folder + memberOf(folder, from));
  const steps = circle.map(({ from, line, to }) => `  ${from}:${line} imports ${to}`);
  return [`Circle of ${[...members, members[0]].join(' -> ')}`, ...steps].join('\n');
}
