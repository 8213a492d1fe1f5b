import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editedProperties, keptBeingEdited, putBackAlso } from '../../src/register/hand-edits.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from '../../src/register/properties.ts';

const AT = 'rekisteri_last_contact_at';
const SOURCE = 'rekisteri_last_contact_source';
const ENDS = 'rekisteri_retention_ends';
const STATUS = 'rekisteri_retention_status';
const CATEGORIES = 'rekisteri_data_categories';

const REMEMBERED = {
  [AT]: '2026-11-20T08:00:00.000Z',
  [SOURCE]: 'calls:7',
  [ENDS]: '2036-11-20',
  [STATUS]: 'active',
  [CATEGORIES]: 'contact_details;job',
};
const editsOf = (
  held: Readonly<Record<string, string | null>>,
  remembered: Readonly<Record<string, string>> = REMEMBERED,
) => editedProperties(remembered, held, CONTACT_PROPERTIES);

describe('properties that somebody else changed', () => {
  it.each<[string, Record<string, string | null>]>([
    ['everything is as remembered', {}],
    ['an instant is printed without its zero milliseconds', { [AT]: '2026-11-20T08:00:00Z' }],
    ['an instant is printed as milliseconds', { [AT]: String(Date.parse('2026-11-20T08:00:00Z')) }],
    ['a date is printed as midnight UTC', { [ENDS]: String(Date.parse('2036-11-20')) }],
    ['checkboxes are in another order', { [CATEGORIES]: 'job;contact_details' }],
    ['a property is empty that was empty', { rekisteri_consent_updated_at: '', rekisteri_consent_status: null }],
    ['staff wrote what is theirs to write', { rekisteri_hold_until: '2030-01-01', rekisteri_hold_reason: 'riita' }],
    ['staff decided', { rekisteri_retention_decision: 'erase', rekisteri_processing_restricted: 'true' }],
    ['a property changed that is not ours', { firstname: 'Aino' }],
  ])('are none when %s', (_, changes) => {
    expect(editsOf({ ...REMEMBERED, ...changes })).toEqual([]);
  });

  it.each<[string, Record<string, string | null>, string[]]>([
    ['another instant, by one millisecond', { [AT]: '2026-11-20T08:00:00.001Z' }, [AT]],
    ['another date', { [ENDS]: '2036-11-21' }, [ENDS]],
    ['a cleared value', { [STATUS]: '' }, [STATUS]],
    ['a value that is gone', { [STATUS]: null }, [STATUS]],
    ['another option', { [STATUS]: 'ended' }, [STATUS]],
    ['one checkbox more', { [CATEGORIES]: 'contact_details;job;employer' }, [CATEGORIES]],
    ['the hash of a text that the add-on never wrote', { [SOURCE]: 'hmac:abc' }, [SOURCE]],
    ['a value where there was none', { rekisteri_consent_status: 'granted' }, ['rekisteri_consent_status']],
    ['several, in the order of the properties', { [STATUS]: 'ended', [AT]: '', [ENDS]: '' }, [AT, ENDS, STATUS]],
  ])('are told from %s', (_, changes, edited) => {
    expect(editsOf({ ...REMEMBERED, ...changes })).toEqual(edited);
  });

  it('are none when the same odd text is there that was there before', () => {
    expect(editsOf({ [SOURCE]: 'hmac:abc' }, { [SOURCE]: 'hmac:abc' })).toEqual([]);
  });

  it('are told of companies too', () => {
    const remembered = { [AT]: '2026-11-20T08:00:00.000Z', [ENDS]: '2036-11-20' };
    expect(editedProperties(remembered, { ...remembered, [ENDS]: '2040-01-01' }, COMPANY_PROPERTIES)).toEqual([ENDS]);
    expect(editedProperties(remembered, { ...remembered, [STATUS]: 'ended' }, COMPANY_PROPERTIES)).toEqual([]);
  });

  it('are all that the add-on writes and that hold something, when all was emptied', () => {
    expect(editsOf({})).toEqual(
      CONTACT_PROPERTIES.map(({ name }) => name).filter((name) => Object.keys(REMEMBERED).includes(name)),
    );
  });
});

const NOW = Date.parse('2026-11-23T08:00:00.000Z');
const DAY = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString();
const ago = (days: number) => iso(NOW - days * DAY);

describe('putting back', () => {
  it('is noted by property, oldest first', () => {
    const once = putBackAlso({}, [ENDS, AT], ago(2));
    expect(once).toEqual({ [ENDS]: [ago(2)], [AT]: [ago(2)] });
    expect(putBackAlso(once, [ENDS], ago(1))).toEqual({ [ENDS]: [ago(2), ago(1)], [AT]: [ago(2)] });
  });

  it('is noted once for a slice that is repeated', () => {
    const once = putBackAlso({}, [ENDS], ago(1));
    expect(putBackAlso(once, [ENDS], ago(1))).toEqual(once);
  });

  it('is forgotten after thirty days, and with it the property', () => {
    const noted = { [ENDS]: [ago(30), ago(3)], [AT]: [ago(31)] };
    expect(putBackAlso(noted, [], iso(NOW))).toEqual({ [ENDS]: [ago(3)] });
    expect(putBackAlso({ [ENDS]: [iso(NOW - 30 * DAY + 1)] }, [], iso(NOW))).toEqual({
      [ENDS]: [iso(NOW - 30 * DAY + 1)],
    });
    expect(putBackAlso({}, [], iso(NOW))).toEqual({});
  });

  it('leaves what it was given as it was', () => {
    const noted = { [ENDS]: [ago(2)] };
    putBackAlso(noted, [ENDS, AT], iso(NOW));
    expect(noted).toEqual({ [ENDS]: [ago(2)] });
  });

  it('is reported from the third time within thirty days on', () => {
    expect(keptBeingEdited({ [ENDS]: [ago(2), ago(1)] }, NOW)).toEqual([]);
    expect(keptBeingEdited({ [ENDS]: [ago(2), ago(1), iso(NOW)], [AT]: [ago(1)] }, NOW)).toEqual([ENDS]);
    expect(keptBeingEdited({ [ENDS]: [ago(30), ago(1), iso(NOW)] }, NOW)).toEqual([]);
    expect(keptBeingEdited({ [ENDS]: [ago(29), ago(1), iso(NOW)] }, NOW)).toEqual([ENDS]);
    expect(keptBeingEdited({}, NOW)).toEqual([]);
  });

  it('is noted and reported as a count of the last thirty days would have it, whatever happens', () => {
    const names = [ENDS, AT, STATUS];
    const event = fc.record({ hours: fc.integer({ min: 0, max: 24 * 14 }), some: fc.subarray(names) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        let now = NOW;
        let noted: Record<string, string[]> = {};
        const all = new Map(names.map((name) => [name, new Set<number>()]));
        for (const { hours, some } of events) {
          now += hours * 3_600_000;
          noted = putBackAlso(noted, some, iso(now));
          for (const name of some) all.get(name)?.add(now);
          const recent = names.map((name) => {
            const times = [...(all.get(name) ?? [])].filter((time) => time > now - 30 * DAY);
            return { name, times: times.map(iso) };
          });
          expect(noted).toEqual(
            Object.fromEntries(
              recent.filter(({ times }) => times.length > 0).map(({ name, times }) => [name, times.slice(-3)]),
            ),
          );
          expect(new Set(keptBeingEdited(noted, now))).toEqual(
            new Set(recent.filter(({ times }) => times.length >= 3).map(({ name }) => name)),
          );
        }
      }),
      { seed: 20_261_123 },
    );
  });
});
