import { describe, expect, it } from 'vitest';
import { companyOf, type GatheredCompany, type GatheredContact } from '../../../src/facts/some/gathered.ts';
import { EMPTY_CLOCK, unreadClock } from '../../../src/register/clock.ts';
import { listedContact } from '../../support/arbitrary-customers.ts';

const MERGED: GatheredCompany = { id: '203', survivor: '202', activity: EMPTY_CLOCK, whole: false, anew: false };
const gathered = { contacts: new Map(), companies: new Map([['203', MERGED]]) };
const remembered = (companyId?: string): Pick<GatheredContact, 'before'> => {
  return { before: { held: {}, inputs: '', merged: '', own: EMPTY_CLOCK, ...(companyId && { companyId }) } };
};
const listed = (companyId?: string) => ({ listed: listedContact('101', companyId) });

describe('the company whose customer clock a contact has a part in', () => {
  it.each<[string, Partial<GatheredContact>, string | undefined]>([
    ['the one that HubSpot shows', { ...listed('201'), ...remembered('202') }, '201'],
    ['none when HubSpot shows none any more', { ...listed(), ...remembered('201') }, undefined],
    ['the one that a shown one was merged into', { ...listed('203') }, '202'],
    ['that of before when it could not be read', { own: unreadClock('x'), ...remembered('201') }, '201'],
    ['the one that that of before was merged into', { own: unreadClock('x'), ...remembered('203') }, '202'],
    ['none when it could not be read and had none', { own: unreadClock('x'), ...remembered() }, undefined],
    ['none when it could not be read and is not remembered', { own: unreadClock('x') }, undefined],
    ['none of somebody who is gone', { gone: true, ...remembered('201') }, undefined],
  ])('is %s', (_, contact, company) => {
    expect(companyOf({ id: '101', gone: false, own: EMPTY_CLOCK, anew: false, ...contact }, gathered)).toBe(company);
  });
});
