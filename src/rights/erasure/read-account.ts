import type { ListPhase } from './tools.ts';
import { readSetup, readTimeZone } from '../../facts/read-setup.ts';

/**
 * Begins a run of a list: reads the account, its definitions and its subscription types anew. It relies on nothing that other runs
 * remember, becomes no reconcile, and moves no place where the next sync begins. What the last reconcile could not prove counts:
 * nobody has ended on that.
 */
export const readAccount: ListPhase = async (context) => {
  const { session, state } = context;
  const anchor = await state.anchor.read();
  const timeZone = await readTimeZone(context);
  await readSetup(context, timeZone, anchor);
  const unproved = (anchor?.unproved ?? []).filter(({ of }) => of === 'list');
  await session.checkpoint(() => ({ unproved }));
  return true;
};
