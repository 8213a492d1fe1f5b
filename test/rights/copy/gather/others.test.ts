import { expect, it } from 'vitest';
import { isOfUsers } from '../../../../src/rights/copy/gather/others.ts';

it.each([
  ['hubspot_owner_id', undefined, true],
  ['hubspot_team_id', undefined, true],
  ['hs_all_owner_ids', undefined, true],
  ['hs_created_by_user_id', undefined, true],
  ['vastuuhenkilo', 'OWNER', true],
  // Staff made it, and it says something of the person.
  ['hubspot_owner_toive', undefined, false],
  ['hubspot_kayttaja_teams_tunnus', undefined, false],
  ['owner_note', undefined, false],
  ['email', undefined, false],
])('%s, with ids of %s, tells of who handles the data: %s', (name, refersTo, isTheirs) => {
  expect(isOfUsers({ name, refersTo, type: 'string' })).toBe(isTheirs);
});
