import { describe, expect, it } from 'vitest';
import { rememberContacts } from '../../src/effects/remember.ts';
import type { Fate } from '../../src/hubspot/fate.ts';
import { freshState, NONE } from '../support/fresh-state.ts';
import { CALL, DECIDED_AT, DONE, FAILED, lookedAtContact } from '../support/looked-at.ts';

/** Consents that were granted long ago, as the add-on wrote them. */
const GRANTED = {
  rekisteri_consent_status: 'granted',
  rekisteri_consent_channels: '4101',
  rekisteri_consent_updated_at: '2026-03-01T08:00:00.000Z',
};

describe('a value that somebody typed and that was not put back yet', () => {
  const consent = { status: 'granted' as const, channels: ['4101'] };
  const typed = { ...GRANTED, rekisteri_consent_status: 'withdrawn' };

  it.each<[string, Parameters<typeof lookedAtContact>[0], Fate]>([
    ['because consents could not be read', {}, DONE],
    ['because the update was refused', { consent }, FAILED],
  ])('%s is still seen as typed by the next run, and is no change of consent', async (_, changes, fate) => {
    const { context, contact } = await freshState();
    await rememberContacts(context, [lookedAtContact({ own: CALL, consent, held: GRANTED })], NONE);
    const before = await contact();
    const held = { ...before?.held, ...GRANTED };
    const first = { ...before, held, inputs: 'inputs-1', merged: '', own: CALL, companyId: '201' };
    const now = DECIDED_AT + 900_000;
    await rememberContacts(
      context,
      [lookedAtContact({ own: CALL, held: { ...held, ...typed }, before: first, ...changes }, { fate, now })],
      NONE,
    );
    const next = lookedAtContact(
      { own: CALL, consent, held: { ...held, ...typed }, before: await contact() },
      { fate: DONE, now: now + 900_000 },
    );
    expect(next.decided.edited).toEqual(['rekisteri_consent_status']);
    expect(next.decided.wanted).toMatchObject(GRANTED);
  });
});
