import { describe, expect, it } from 'vitest';
import { rememberContacts } from '../../src/effects/remember.ts';
import { EMPTY_CLOCK } from '../../src/register/clock.ts';
import type { ContactMemory } from '../../src/remembered/memory.ts';
import { freshState, NONE } from '../support/fresh-state.ts';
import { CALL, DECIDED_AT, DONE, FAILED, GONE, lookedAtContact, UNREAD } from '../support/looked-at.ts';

const STATUS = 'rekisteri_retention_status';
const ENDS = 'rekisteri_retention_ends';

describe('contacts', () => {
  it('are remembered with their clock, their company and the values that were written', async () => {
    const { context, contact, membersOf } = await freshState();
    const held = { [STATUS]: 'ended', rekisteri_consent_status: 'granted' };
    await rememberContacts(context, [lookedAtContact({ own: CALL, held, inputs: 'i', merged: 'm' })], NONE);
    expect(await contact()).toEqual({
      held: {
        rekisteri_last_contact_at: '2026-03-02T08:00:00.000Z',
        rekisteri_last_contact_source: 'calls:7',
        rekisteri_customer_last_contact_at: '2026-03-02T08:00:00.000Z',
        rekisteri_retention_basis: 'call',
        [ENDS]: '2036-03-02',
        [STATUS]: 'active',
        rekisteri_consent_data_review: 'false',
        // Consents could not be read: their status was left as it was.
        rekisteri_consent_status: 'granted',
      },
      inputs: 'i',
      merged: 'm',
      own: CALL,
      companyId: '201',
    });
    expect(await membersOf('201')).toEqual(['201|101']);
  });

  it('are remembered with what HubSpot held when nothing had to be written', async () => {
    const { context, contact } = await freshState();
    const held = lookedAtContact({ own: CALL }).decided.wanted;
    const asPrinted = { ...held, rekisteri_last_contact_at: '2026-03-02T08:00:00Z' };
    const texts = Object.fromEntries(Object.entries(asPrinted).map(([name, value]) => [name, value ?? '']));
    await rememberContacts(context, [lookedAtContact({ own: CALL, held: texts }, { fate: DONE })], NONE);
    expect((await contact())?.held).toMatchObject({ [ENDS]: '2036-03-02', [STATUS]: 'active' });
  });

  it('are remembered without the values that were cleared', async () => {
    const { context, contact } = await freshState();
    const held = { rekisteri_last_contact_at: '2026-03-02T08:00:00.000Z', rekisteri_last_contact_source: 'calls:7' };
    await rememberContacts(context, [lookedAtContact({ company: '', held })], NONE);
    expect((await contact())?.held).toEqual({
      rekisteri_retention_basis: 'record_created',
      [ENDS]: '2030-01-01',
      [STATUS]: 'active',
      rekisteri_consent_data_review: 'false',
    });
  });

  it('are remembered with what HubSpot held when the update was refused', async () => {
    const { context, contact, retries } = await freshState();
    const looked = lookedAtContact({ own: CALL, held: { [STATUS]: 'ended' } }, { fate: FAILED });
    await rememberContacts(context, [looked], NONE);
    expect(await contact()).toMatchObject({ held: { [STATUS]: 'ended' }, own: CALL, companyId: '201' });
    expect(Object.keys((await contact())?.held ?? {})).toEqual([STATUS]);
    expect(await retries()).toEqual(['contacts|101']);
  });

  it('are not remembered when they were gone before they could be written', async () => {
    const { context, contact, membersOf, retries, toRetry } = await freshState();
    const asked = await toRetry('contacts|101');
    await rememberContacts(context, [lookedAtContact({ own: UNREAD }, { fate: GONE })], asked);
    expect(await contact()).toBeUndefined();
    expect(await membersOf('201')).toEqual([]);
    expect(await retries()).toEqual([]);
  });

  it('that are gone keep what is remembered until they are forgotten as such', async () => {
    const { context, contact, membersOf } = await freshState();
    await rememberContacts(context, [lookedAtContact({ own: CALL })], NONE);
    const before = await contact();
    await rememberContacts(context, [lookedAtContact({ company: '202', before }, { fate: GONE })], NONE);
    expect(await contact()).toEqual(before);
    expect(await membersOf('201')).toEqual(['201|101']);
    expect(await membersOf('202')).toEqual([]);
  });

  it('are members of the company they came to, and of the one they left no more', async () => {
    const { context, contact, membersOf } = await freshState();
    const lookAt = async (company: string) => {
      await rememberContacts(context, [lookedAtContact({ company, before: await contact() })], NONE);
      return [await membersOf('201'), await membersOf('202')];
    };
    expect(await lookAt('')).toEqual([[], []]);
    expect(await lookAt('201')).toEqual([['201|101'], []]);
    expect(await lookAt('201')).toEqual([['201|101'], []]);
    expect(await lookAt('202')).toEqual([[], ['202|101']]);
    expect((await contact())?.companyId).toBe('202');
    expect(await lookAt('')).toEqual([[], []]);
    expect((await contact())?.companyId).toBeUndefined();
    expect(await lookAt('201')).toEqual([['201|101'], []]);
  });

  it('of a company that cannot be found are its members all the same', async () => {
    const { context, contact, membersOf } = await freshState();
    const looked = lookedAtContact({ own: CALL });
    const missing = { companyId: '201', companyActivity: UNREAD, clock: UNREAD };
    await rememberContacts(context, [{ ...looked, facts: { ...looked.facts, customer: missing } }], NONE);
    expect((await contact())?.companyId).toBe('201');
    expect(await membersOf('201')).toEqual(['201|101']);
  });

  it('in hundreds are remembered each for itself', async () => {
    const { context, contact, membersOf } = await freshState();
    const ids = Array.from({ length: 350 }, (_, index) => String(101 + index));
    const companyOf = (id: string) => (Number(id) % 3 === 0 ? '' : Number(id) % 3 === 1 ? '201' : '202');
    await rememberContacts(
      context,
      ids.map((id) => lookedAtContact({ id, company: companyOf(id), inputs: `of ${id}` })),
      NONE,
    );
    for (const id of ['101', '102', '450']) expect(await contact(id)).toMatchObject({ inputs: `of ${id}` });
    for (const company of ['201', '202']) {
      const members = ids.filter((id) => companyOf(id) === company).map((id) => `${company}|${id}`);
      expect(await membersOf(company)).toEqual(members);
    }
  });

  it('cost no request when nothing is new of them', async () => {
    const { context, contact, proxy } = await freshState();
    const first = lookedAtContact({ own: CALL }, { fate: DONE });
    await rememberContacts(context, [first], NONE);
    const before = await contact();
    const asked = proxy.seen.length;
    // As it comes out of what a run keeps between its slices: JSON, whose members may be in another order.
    const again = lookedAtContact({ own: CALL, before, held: before?.held ?? {} }, { fate: DONE });
    await rememberContacts(context, [JSON.parse(JSON.stringify(again))], NONE);
    await rememberContacts(context, [again], NONE);
    expect(proxy.seen.slice(asked)).toEqual([]);
  });

  it.each<[string, Parameters<typeof lookedAtContact>[0]]>([
    ['their clock', { own: EMPTY_CLOCK }],
    ['their company', { own: CALL, company: '202' }],
    ['a value', { own: CALL, consent: { status: 'granted', channels: ['4101'] } }],
    ['their own data', { own: CALL, inputs: 'others' }],
    ['what was merged into them', { own: CALL, merged: '99' }],
  ])('are remembered anew when %s is new', async (_, changes) => {
    const { context, contact } = await freshState();
    await rememberContacts(context, [lookedAtContact({ own: CALL })], NONE);
    const before = await contact();
    await rememberContacts(context, [lookedAtContact({ ...changes, before })], NONE);
    const fresh = await freshState();
    await rememberContacts(fresh.context, [lookedAtContact({ ...changes })], NONE);
    expect(await contact()).not.toEqual(before);
    const { putBack: _putBack, ...now } = (await contact()) ?? {};
    expect(now).toEqual(await fresh.contact());
  });

  it('are remembered with when their values were put back', async () => {
    const { context, contact } = await freshState();
    await rememberContacts(context, [lookedAtContact({ own: CALL })], NONE);
    const before = await contact();
    const typed = { ...before?.held, [ENDS]: '2099-01-01' };
    await rememberContacts(context, [lookedAtContact({ own: CALL, before, held: typed })], NONE);
    const at = new Date(DECIDED_AT).toISOString();
    expect(await contact()).toEqual({ ...before, putBack: { [ENDS]: [at] } });
  });
});

describe('contacts that move while storage fails', () => {
  it('are never missing among the members of the company that is remembered of them, wherever it stops', async () => {
    let allowed = 0;
    let done = false;
    while (!done) {
      const { context, contact, membersOf, proxy } = await freshState();
      const looked = (company: string, before?: ContactMemory) => lookedAtContact({ own: CALL, company, before });
      await rememberContacts(context, [looked('201')], NONE);
      const before = await contact();
      let requests = 0;
      proxy.fateOf = () => {
        requests += 1;
        return requests > allowed ? 'lost' : 'answered';
      };
      done = await rememberContacts(context, [looked('202', before)], NONE).then(
        () => true,
        () => false,
      );
      const company = (await contact())?.companyId ?? '';
      expect(await membersOf(company)).toEqual([`${company}|101`]);
      // Whatever is repeated then comes to the same end; the facts of the run still say what was remembered before.
      proxy.fateOf = () => 'answered';
      await rememberContacts(context, [looked('202', before)], NONE);
      expect([(await contact())?.companyId, await membersOf('201'), await membersOf('202')]).toEqual([
        '202',
        [],
        ['202|101'],
      ]);
      allowed += 1;
    }
    expect(allowed).toBeGreaterThan(2);
  });
});
