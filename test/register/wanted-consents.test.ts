import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Consent } from '../../src/register/consents.ts';
import { type ConsentFacts, type ValuesBefore, wantedConsents } from '../../src/register/wanted-consents.ts';

const NOW = Date.parse('2026-11-23T08:00:00.000Z');
const NOW_TEXT = '2026-11-23T08:00:00.000Z';
const EARLIER = '2026-03-01T08:00:00.000Z';

type Values = Readonly<Record<string, string>>;

const consents = (status: string, channels: string, updatedAt = ''): Values => ({
  ...(status === '' ? {} : { rekisteri_consent_status: status }),
  ...(channels === '' ? {} : { rekisteri_consent_channels: channels }),
  ...(updatedAt === '' ? {} : { rekisteri_consent_updated_at: updatedAt }),
});
const granted: Consent = { status: 'granted', channels: ['4101', '4102'] };
const partial: Consent = { status: 'partial', channels: ['4102'] };
const withdrawn: Consent = { status: 'withdrawn', channels: [] };
const notRecorded: Consent = { status: 'not_recorded', channels: [] };

/** What the consent properties proper should say; the account shows 4102 before 4101. */
function wanted(consent: ConsentFacts['consent'], before: ValuesBefore): Values {
  const all = wantedConsents({ categories: undefined, consent, needsReview: false }, before, NOW, (_, members) =>
    ['4102', '4101', 'job'].filter((one) => members.includes(one)).join(';'),
  );
  const { rekisteri_consent_data_review: _, ...rest } = all;
  return rest;
}

const stays = (status: string, channels: string, updatedAt: string) => ({
  rekisteri_consent_status: status,
  rekisteri_consent_channels: channels,
  rekisteri_consent_updated_at: updatedAt,
});

describe('consents of somebody who is remembered', () => {
  const remembered = consents('granted', '4102;4101', EARLIER);

  it.each<[string, Values]>([
    ['nobody touched them', remembered],
    ['somebody typed another status', consents('withdrawn', '4102;4101', EARLIER)],
    ['somebody chose other channels', consents('granted', '4102', EARLIER)],
    ['somebody changed all of them', consents('withdrawn', '', NOW_TEXT)],
    ['somebody emptied all of them', {}],
    ['somebody typed another time', consents('granted', '4102;4101', '2020-01-01T00:00:00.000Z')],
  ])('are the remembered ones, with their time, when they are as they were and %s', (_, held) => {
    expect(wanted(granted, { held, remembered })).toEqual(stays('granted', '4102;4101', EARLIER));
  });

  it('are as they were when the channels are remembered in another order', () => {
    const other = consents('granted', '4101;4102', EARLIER);
    expect(wanted(granted, { held: other, remembered: other })).toEqual(stays('granted', '4102;4101', EARLIER));
  });

  it.each<[string, Consent, string]>([
    ['the consent is withdrawn', withdrawn, ''],
    ['one of the channels is withdrawn', partial, '4102'],
    ['only the channels are others', { ...granted, channels: ['4102'] }, '4102'],
    ['it is recorded no more', notRecorded, ''],
  ])('have the time of the run in which %s', (_, consent, channels) => {
    const changed = stays(consent.status, channels, NOW_TEXT);
    expect(wanted(consent, { held: remembered, remembered })).toEqual(changed);
    // Also when somebody has typed the new values before the run, or others.
    expect(wanted(consent, { held: consents(consent.status, channels), remembered })).toEqual(changed);
    expect(wanted(consent, { held: {}, remembered })).toEqual(changed);
  });

  it('have no time as long as none was ever recorded, and a typed one is cleared', () => {
    const none = consents('not_recorded', '');
    for (const held of [none, {}, consents('not_recorded', '', NOW_TEXT), consents('granted', '4101', EARLIER)]) {
      expect(wanted(notRecorded, { held, remembered: none })).toEqual(stays('not_recorded', '', ''));
    }
    expect(wanted(notRecorded, { held: {}, remembered: {} })).toEqual(stays('not_recorded', '', ''));
  });

  it('have the time of the run that first finds a consent', () => {
    const found = stays('granted', '4102;4101', NOW_TEXT);
    expect(wanted(granted, { held: {}, remembered: {} })).toEqual(found);
    expect(wanted(granted, { held: {}, remembered: consents('not_recorded', '') })).toEqual(found);
  });

  it('are not named when they could not be read', () => {
    expect(wanted(undefined, { held: consents('withdrawn', ''), remembered })).toEqual({});
  });
});

describe('consents of somebody who is not remembered', () => {
  it('are compared with what HubSpot holds, whose time is left', () => {
    const held = consents('granted', '4101;4102', EARLIER);
    const { rekisteri_consent_updated_at: _, ...rest } = stays('granted', '4102;4101', '');
    expect(wanted(granted, { held, remembered: undefined })).toEqual(rest);
    expect(wanted(withdrawn, { held, remembered: undefined })).toEqual(stays('withdrawn', '', NOW_TEXT));
    expect(wanted(notRecorded, { held: {}, remembered: undefined })).toEqual({
      rekisteri_consent_status: 'not_recorded',
      rekisteri_consent_channels: '',
    });
  });
});

describe('deciding on consents again and again, whatever somebody types in between', () => {
  const consent = fc.constantFrom(granted, partial, withdrawn, notRecorded);
  const typed = fc.record({
    status: fc.constantFrom('', 'granted', 'withdrawn', 'hmac:abc'),
    channels: fc.constantFrom('', '4101', '4102;4101'),
    at: fc.constantFrom('', EARLIER, '2030-01-01T00:00:00.000Z'),
  });
  const step = fc.record({ consent, typed: fc.option(typed, { nil: undefined }) });

  it('gives the time of the last run that found other consents than the run before', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let remembered: Values | undefined;
        let expected = '';
        let last: Consent | undefined;
        steps.forEach(({ consent: found, typed: typing }, day) => {
          const now = NOW + day * 86_400_000;
          // What is typed before the add-on has ever looked cannot be told from its own values.
          const held: Values =
            typing && remembered ? consents(typing.status, typing.channels, typing.at) : (remembered ?? {});
          const values = wantedConsents(
            { categories: undefined, consent: found, needsReview: false },
            { held, remembered },
            now,
            (_, members) => members.join(';'),
          );
          const isOther = last === undefined ? found.status !== 'not_recorded' : last !== found;
          if (isOther) expected = new Date(now).toISOString();
          const after = { ...held, ...values };
          expect(after).toMatchObject(consents(found.status, found.channels.join(';'), expected));
          expect(after.rekisteri_consent_updated_at ?? '').toBe(expected);
          remembered = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== ''));
          last = found;
        });
      }),
      { seed: 20_261_123, numRuns: 500 },
    );
  });
});
