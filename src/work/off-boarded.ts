import { RunFailedError } from '../facts/context.ts';
import type { Engine } from './engine.ts';

/** What whoever starts a run is told once the add-on has been taken out of the account. */
export const OFF_BOARDED =
  'The add-on was taken out of this HubSpot account: an administrator who wants it back starts a run over everything (POST /api/resync), signed in as a person.';

/** Fails a run that would define everything again. */
export async function refuseOffboarded({ offboarded }: Pick<Engine, 'offboarded'>): Promise<void> {
  if ((await offboarded.read()) !== undefined) throw new RunFailedError('off_boarded', OFF_BOARDED);
}
