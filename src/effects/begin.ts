import type { SliceContext } from '../facts/context.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { closeOpen } from './close-open.ts';
import { allKinds } from './kinds/all-kinds.ts';
import { modeOf } from './mode.ts';
import { onlyListing } from './only-list.ts';

/**
 * What the phases of a slice work with, once what an interruption left open is closed. A run that only lists leaves that to the
 * next run that writes.
 */
export async function beginEffects(context: SliceContext): Promise<SliceContext> {
  if (modeOf(context) === 'list') return onlyListing(context);
  return { ...context, stillOpen: await closeOpen(context, () => allKinds(context)) };
}

/**
 * Closes, for a run that is not to go on, what an interruption left open, if HubSpot can be asked; if not, the next run does it,
 * as after any run that ended early.
 */
export async function endEffects(context: SliceContext): Promise<void> {
  if (modeOf(context) === 'list') return;
  await closeOpen(context, () => allKinds(context)).catch((error: unknown) => {
    if (!(error instanceof HubSpotError)) throw error;
  });
}
