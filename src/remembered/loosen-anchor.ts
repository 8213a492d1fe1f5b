import type { RunSession } from '../runs/session.ts';
import type { RegisterState } from './register-state.ts';

/** Who changes the anchor, and where it is kept. */
interface AnchorHolder {
  readonly session: Pick<RunSession, 'assertOurs'>;
  readonly state: Pick<RegisterState, 'anchor'>;
}

/**
 * Comes before anything is written: what is remembered of a company and of its people must not fall apart. Should the run end
 * before all is written, what is remembered rests on nothing, and the next run is a reconcile.
 */
export async function loosenAnchor({ session, state }: AnchorHolder): Promise<void> {
  const anchor = await state.anchor.read();
  session.assertOurs();
  if (anchor !== undefined && anchor.basis !== LOOSE) await state.anchor.write({ ...anchor, basis: LOOSE });
}

/** Makes the next run read the account's definitions anew. */
export async function dropSetup({ session, state }: AnchorHolder): Promise<void> {
  const anchor = await state.anchor.read();
  session.assertOurs();
  if (anchor !== undefined && anchor.setup !== null) await state.anchor.write({ ...anchor, setup: null });
}

/** The basis of no run. */
const LOOSE = '';
