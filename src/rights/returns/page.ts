import type { Return } from '../../erased/return.ts';
import type { Engine } from '../../work/engine.ts';

/** A page of returns, newest first, behind the one that `after` names. */
export async function returnsPage(
  { returns }: Pick<Engine, 'returns'>,
  limit: number,
  after: Pick<Return, 'foundAt' | 'id'> | undefined,
): Promise<{ readonly shown: readonly Return[]; readonly next: Return | undefined }> {
  const all = await returns.all();
  const rest = after === undefined ? all : all.filter((one) => isBehind(one, after));
  const shown = rest.slice(0, limit);
  return { shown, next: rest.length > limit ? shown.at(-1) : undefined };
}

function isBehind(one: Return, after: Pick<Return, 'foundAt' | 'id'>): boolean {
  return one.foundAt < after.foundAt || (one.foundAt === after.foundAt && one.id < after.id);
}
