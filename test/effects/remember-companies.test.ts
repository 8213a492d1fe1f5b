import { describe, expect, it } from 'vitest';
import { rememberCompanies } from '../../src/effects/remember.ts';
import type { Clock } from '../../src/register/clock.ts';
import { freshState, NONE } from '../support/fresh-state.ts';
import { CALL, DONE, GONE, lookedAtCompany, UNREAD } from '../support/looked-at.ts';

const ENDS = 'rekisteri_retention_ends';

describe('companies', () => {
  it('are remembered with both clocks, their data and the values that were written', async () => {
    const { context, company } = await freshState();
    const activity: Clock = { read: true, latest: { at: 1, type: 'emails', id: '5' } };
    const held = { [ENDS]: '2020-01-01' };
    await rememberCompanies(
      context,
      [lookedAtCompany({ activity, clock: CALL, held, categories: ['employer'] })],
      NONE,
    );
    expect(await company()).toEqual({
      held: {
        rekisteri_last_contact_at: '2026-03-02T08:00:00.000Z',
        rekisteri_last_contact_source: 'calls:7',
        [ENDS]: '2036-03-02',
      },
      inputs: 'inputs-1',
      merged: '',
      activity,
      clock: CALL,
      categories: ['employer'],
      live: true,
    });
  });

  it('that are archived are remembered as such, with what they hold', async () => {
    const { context, company, retries } = await freshState();
    const held = { [ENDS]: '2020-01-01' };
    await rememberCompanies(context, [lookedAtCompany({ live: false, clock: CALL, held }, { fate: undefined })], NONE);
    expect(await company()).toMatchObject({ live: false, clock: CALL, held });
    expect(await retries()).toEqual([]);
  });

  it('that could not be read at all are remembered as before, but not their clocks, and tried again', async () => {
    const { context, company, retries } = await freshState();
    await rememberCompanies(context, [lookedAtCompany({ clock: CALL, categories: ['employer'] })], NONE);
    const before = await company();
    const unread = { activity: UNREAD, inputs: '', unread: ['company 201 could not be read'], before };
    await rememberCompanies(context, [lookedAtCompany({ ...unread, live: false }, { fate: undefined })], NONE);
    expect(await company()).toEqual({ ...before, activity: UNREAD, clock: UNREAD });
    expect(await retries()).toEqual(['companies|201']);
  });

  it('are not remembered when they were gone before they could be written', async () => {
    const { context, company } = await freshState();
    await rememberCompanies(context, [lookedAtCompany({ clock: CALL }, { fate: GONE })], NONE);
    expect(await company()).toBeUndefined();
  });

  it('keep what erased people left behind while that cannot be read, and when the company cannot be read at all', async () => {
    const { context, company } = await freshState();
    await rememberCompanies(context, [lookedAtCompany({ clock: CALL, floor: 5 })], NONE);
    expect(await company()).toMatchObject({ floor: 5 });
    const before = await company();
    await rememberCompanies(context, [lookedAtCompany({ clock: UNREAD, before })], NONE);
    expect(await company()).toMatchObject({ clock: UNREAD, floor: 5 });
    const unread = { activity: UNREAD, inputs: '', unread: ['company 201 could not be read'], before };
    await rememberCompanies(context, [lookedAtCompany({ ...unread, live: false }, { fate: undefined })], NONE);
    expect(await company()).toMatchObject({ clock: UNREAD, floor: 5 });
    await rememberCompanies(context, [lookedAtCompany({ clock: CALL, floor: 7, before })], NONE);
    expect(await company()).toMatchObject({ floor: 7 });
  });

  it('cost no request when nothing is new of them', async () => {
    const { context, company, proxy } = await freshState();
    await rememberCompanies(context, [lookedAtCompany({ clock: CALL, categories: ['employer'] })], NONE);
    const before = await company();
    const asked = proxy.seen.length;
    const again = { clock: CALL, categories: before?.categories, held: before?.held ?? {}, before };
    await rememberCompanies(context, [lookedAtCompany(again, { fate: DONE })], NONE);
    expect(proxy.seen.slice(asked)).toEqual([]);
  });

  it('that could never be read are not remembered', async () => {
    const { context, company } = await freshState();
    const unread = lookedAtCompany({ activity: UNREAD, inputs: '', live: false }, { fate: undefined });
    await rememberCompanies(context, [unread], NONE);
    expect(await company()).toBeUndefined();
  });
});
