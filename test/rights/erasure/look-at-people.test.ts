import { expect, test } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import { lookAtPeople } from '../../../src/rights/erasure/look-at-people.ts';
import { PROTECTING_PROPERTIES } from '../../../src/rights/erasure/person-now.ts';
import { policyWith } from '../../support/policy.ts';
import { addMany, simulatedHubSpot } from '../../support/simulated-hubspot.ts';

function define(account: AccountData, name: string): void {
  account.properties.contacts.set(name, {
    name,
    label: name,
    type: 'string',
    fieldType: 'text',
    groupName: 'rekisteri',
    description: '',
    options: [],
  });
}

test.each(['rekisteri_hold_until', 'rekisteri_processing_restricted', 'rekisteri_retention_decision'])(
  'nobody is taken to be free of what %s said once somebody has deleted that property',
  async (deleted) => {
    const { account, access: hubspot } = await simulatedHubSpot();
    const policy = policyWith();
    addMany(account, 'contacts', 1);
    for (const name of PROTECTING_PROPERTIES) define(account, name);
    expect((await lookAtPeople({ hubspot, policy }, ['1'])).get('1')).toMatchObject({ kind: 'person' });
    account.properties.contacts.delete(deleted);
    expect((await lookAtPeople({ hubspot, policy }, ['1'])).get('1')).toEqual({
      kind: 'unread',
      reason: `HubSpot has no ${deleted}`,
    });
  },
);
