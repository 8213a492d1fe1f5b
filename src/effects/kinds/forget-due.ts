import type { SliceContext } from '../../facts/context.ts';

/** Forgets that engagements (`notes:5512`) are to be followed up when their time comes. */
export async function forgetDue({ state }: SliceContext, engagements: readonly string[]): Promise<void> {
  const names = new Set(engagements);
  if (names.size === 0) return;
  const keys = await state.due.list('', '~');
  await state.due.remove(keys.filter((key) => names.has(key.slice(key.indexOf('|') + 1))));
}
