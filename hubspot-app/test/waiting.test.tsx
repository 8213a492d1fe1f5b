import { Alert } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { TEXTS } from '../src/app/cards/messages.ts';
import type { ReadProperty } from '../src/app/cards/properties.ts';
import { contact, NOW, renderCard } from './card.tsx';

afterEach(() => vi.useRealTimers());

const ACTIVE = { rekisteri_retention_status: 'active', rekisteri_retention_ends: '2035-09-20' };
const ENDED = { rekisteri_retention_status: 'ended', rekisteri_retention_ends: '2026-01-02' };
const HELD = {
  rekisteri_retention_status: 'on_hold',
  rekisteri_retention_ends: '2026-01-02',
  rekisteri_hold_until: '2026-11-28',
};

/** Titles of what waits, each with how loud it is, and the texts under them. */
function waits(values: Partial<Record<ReadProperty, string>>, now = NOW) {
  const alerts = renderCard({ properties: contact(values) }, now).findAll(Alert);
  return {
    titles: alerts.map(({ props }) => `${props.variant}: ${props.title}`),
    texts: alerts.map(({ text }) => text),
  };
}

describe('requests', () => {
  test('each kind by its word, with the day by which to answer', () => {
    const { titles, texts } = waits({
      ...ACTIVE,
      rekisteri_request_open: 'access;erasure',
      rekisteri_request_due: '2026-11-28',
    });
    expect(titles).toEqual(['warning: Avoin pyyntö']);
    expect(texts[0]).toMatch(/^Omien tietojen tarkastus, Tietojen poisto\. Vastattava viimeistään 28\.11\.2026\. Kysy/);
  });

  test('overdue from the day after, in Finland and not in UTC', () => {
    const values = { ...ACTIVE, rekisteri_request_open: 'objection', rekisteri_request_due: '2026-11-28' };
    expect(waits(values, '2026-11-28T21:59:59Z').titles).toEqual(['warning: Avoin pyyntö']);
    const late = waits(values, '2026-11-28T22:00:00Z');
    expect(late.titles).toEqual(['danger: Avoin pyyntö on myöhässä']);
    expect(late.texts[0]).toContain('Vastaus olisi pitänyt antaa 28.11.2026.');
  });

  test('one without a day, and a day without one, are said as they are', () => {
    expect(waits({ ...ACTIVE, rekisteri_request_open: 'access' }).texts[0]).toContain('Määräpäivä ei ole tiedossa.');
    expect(waits({ ...ACTIVE, rekisteri_request_due: '2026-12-01' }).texts[0]).toContain(
      'Pyynnön laji ei ole tiedossa. Vastattava',
    );
  });

  test('a kind that is not ours is shown by its value', () => {
    expect(waits({ ...ACTIVE, rekisteri_request_open: 'access; valueOf ;' }).texts[0]).toMatch(
      /^Omien tietojen tarkastus, valueOf\. /,
    );
  });
});

describe('decision', () => {
  test('missing only when the period has ended', () => {
    expect(waits(ENDED).titles).toEqual(['warning: Päätös puuttuu']);
    for (const status of ['active', 'ending_soon', 'unknown'])
      expect(waits({ rekisteri_retention_status: status }).titles).toEqual([]);
  });

  test('keep, and erase with what it does not do yet', () => {
    expect(waits({ ...ENDED, rekisteri_retention_decision: 'keep' }).titles).toEqual([
      'info: Päätös on tehty: Säilytetään',
    ]);
    const erase = waits({ ...ENDED, rekisteri_retention_decision: 'erase' });
    expect(erase).toEqual({ titles: ['info: Päätös on tehty: Poistetaan'], texts: [TEXTS.decidedErase] });
  });

  test('one made before the end has no effect, and that is said', () => {
    expect(waits({ ...ACTIVE, rekisteri_retention_decision: 'erase' })).toEqual({
      titles: ['warning: Päätös on tehty: Poistetaan'],
      texts: [TEXTS.decidedEarly],
    });
  });
});

describe('hold', () => {
  test('in force through its day, with its reason', () => {
    const held = { ...HELD, rekisteri_hold_reason: ' Reklamaatio ' };
    expect(waits(held, '2026-11-28T21:59:59Z')).toEqual({
      titles: ['info: Pito on voimassa 28.11.2026 asti'],
      texts: ['Syy: Reklamaatio'],
    });
    expect(waits(held, '2026-11-28T22:00:00Z').titles).toEqual([
      'info: Pito päättyi 28.11.2026',
      'info: Säilytyksen tila päivittyy',
    ]);
  });

  test('without a reason it is in force, and the reason is asked for', () => {
    expect(waits({ ...HELD, rekisteri_hold_reason: '  ' })).toEqual({
      titles: ['warning: Pito on voimassa 28.11.2026 asti'],
      texts: [TEXTS.holdWithoutReason],
    });
  });

  test('set in the past it is over', () => {
    expect(waits({ ...ENDED, rekisteri_hold_until: '2020-02-29', rekisteri_hold_reason: 'Vanha' }).titles).toEqual([
      'warning: Päätös puuttuu',
      'info: Pito päättyi 29.2.2020',
    ]);
  });

  test('just set, the status has yet to follow', () => {
    const values = { ...ENDED, rekisteri_hold_until: '2027-01-01', rekisteri_hold_reason: 'Riita' };
    expect(waits(values).titles).toEqual([
      'warning: Päätös puuttuu',
      'info: Pito on voimassa 1.1.2027 asti',
      'info: Säilytyksen tila päivittyy',
    ]);
  });

  test('ended on a day that is to come, too: somebody changed it by hand', () => {
    const values = { ...ENDED, rekisteri_retention_ends: '2035-01-01', rekisteri_retention_decision: 'keep' };
    expect(waits(values).titles).toContain('info: Säilytyksen tila päivittyy');
    expect(waits({ ...values, rekisteri_retention_ends: '2026-11-27' }).titles).not.toContain(
      'info: Säilytyksen tila päivittyy',
    );
  });

  test('just taken away, too', () => {
    expect(waits({ rekisteri_retention_status: 'on_hold', rekisteri_retention_ends: '2035-01-01' }).titles).toEqual([
      'info: Säilytyksen tila päivittyy',
    ]);
  });

  test('a reason without a day holds nothing', () => {
    expect(waits({ ...ACTIVE, rekisteri_hold_reason: 'Riita' }).titles).toEqual([
      'warning: Pidolla on syy mutta ei päivää',
    ]);
  });
});

test('a restriction and data to review', () => {
  const both = { ...ACTIVE, rekisteri_processing_restricted: 'true', rekisteri_consent_data_review: 'true' };
  expect(waits(both).titles).toEqual([
    'danger: Käsittely on rajoitettu',
    'warning: Tarkista suostumuksella kerätyt tiedot',
  ]);
  const neither = { ...ACTIVE, rekisteri_processing_restricted: 'false', rekisteri_consent_data_review: 'false' };
  expect(waits(neither).titles).toEqual([]);
});

test('an end that has passed under an active status: the clock has yet to come', () => {
  expect(waits({ ...ACTIVE, rekisteri_retention_ends: '2026-11-28' }).titles).toEqual([]);
  expect(waits({ ...ACTIVE, rekisteri_retention_ends: '2026-11-27' }).titles).toEqual([
    'info: Säilytyksen tila päivittyy',
  ]);
});

test('all at once, the most urgent first, and none lost', () => {
  const { titles } = waits({
    ...ENDED,
    rekisteri_request_open: 'erasure',
    rekisteri_request_due: '2026-11-01',
    rekisteri_processing_restricted: 'true',
    rekisteri_consent_data_review: 'true',
    rekisteri_hold_until: '2026-12-31',
  });
  expect(titles).toEqual([
    'danger: Avoin pyyntö on myöhässä',
    'danger: Käsittely on rajoitettu',
    'warning: Päätös puuttuu',
    'warning: Tarkista suostumuksella kerätyt tiedot',
    'warning: Pito on voimassa 31.12.2026 asti',
    'info: Säilytyksen tila päivittyy',
  ]);
});
