import { expect, test } from 'vitest';
import { allKinds } from '../../../src/effects/kinds/all-kinds.ts';
import { ACTIVITY_TYPES } from '../../../src/policy/activity-types.ts';
import { erasureWorld } from '../../support/erasure-world.ts';

test('whatever a crash leaves open is one kind’s to observe, and no other’s', async () => {
  const world = await erasureWorld();
  const kinds = allKinds(await world.slice());
  const ownersOf = (subject: string, property: string) =>
    kinds.filter((kind) => kind.owns({ subject, property })).map(({ type }) => type);
  expect(ownersOf('contact:101', 'rekisteri_retention_status')).toEqual(['set_values']);
  expect(ownersOf('company:201', 'rekisteri_erased_contact_at')).toEqual(['set_values']);
  expect(ownersOf('definitions:contacts.rekisteri', 'rekisteri')).toEqual(['define_properties']);
  expect(ownersOf('contact:101', 'erasure:addresses')).toEqual(['keep_hashes']);
  expect(ownersOf('contact:101', 'erasure:person')).toEqual(['forget_person']);
  for (const type of ACTIVITY_TYPES) expect(ownersOf('contact:101', `${type}:5512`)).toEqual(['erase_engagements']);
  expect(ownersOf('contact:101', 'deals:1')).toEqual([]);
});
