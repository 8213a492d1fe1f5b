import { digestOf } from '../../digest.ts';
import type { RemoveOwn } from '../../effects/effect.ts';
import type { Offboarded } from '../../remembered/offboarded-row.ts';
import type { Engine } from '../../work/engine.ts';
import { type Blockers, blockersOf } from './blockers.ts';
import { type OwnThings, ownThings } from './own-things.ts';
import { type StaffTotals, staffTotals } from './staff-values.ts';

/** What off-boarding would do to an account, and what stands against it. */
export interface OffboardingPlan {
  readonly state: Offboarded['state'] | 'in_use';
  readonly things: OwnThings;
  readonly blockers: Blockers;
  readonly staff: StaffTotals;
  /** Repeats what was shown: another plan has another. */
  readonly confirm: string;
}

/** Reads the account and decides; changes nothing. Throws `HubSpotError`. */
export async function offboardingPlan(engine: Engine): Promise<OffboardingPlan> {
  await engine.storage.prepare();
  const things = await ownThings(engine);
  const blockers = await blockersOf(engine, things.definitions.contacts);
  const staff = await staffTotals(engine.hubspot, things.definitions.contacts);
  const state = (await engine.offboarded.read())?.state ?? 'in_use';
  const confirm = digestOf([things.ours.map(nameOf), things.left, staff.digest]);
  return { state, things, blockers, staff, confirm };
}

/** What a thing is called in reports: `contacts.NAME`, `list 123`. */
export function nameOf({ thing }: RemoveOwn): string {
  if (thing.kind === 'segment') return `list ${thing.listId}`;
  return thing.kind === 'folder' ? `folder ${thing.folderId}` : `${thing.on}.${thing.name}`;
}
