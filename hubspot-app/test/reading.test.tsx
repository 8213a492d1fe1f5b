import { Alert, Button, ErrorState, LoadingSpinner } from '@hubspot/ui-extensions';
import { CrmPropertyList } from '@hubspot/ui-extensions/crm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { TEXTS } from '../src/app/cards/messages.ts';
import { READ_PROPERTIES } from '../src/app/cards/properties.ts';
import { contact, renderCard, seen } from './card.tsx';

afterEach(() => vi.useRealTimers());

const ENDED = { rekisteri_retention_status: 'ended', rekisteri_retention_ends: '2026-01-02' };

test('asks for the properties of the register and no others', () => {
  const { mocks } = renderCard({ properties: contact() });
  expect(mocks.useCrmProperties.calls[0]).toEqual([[...READ_PROPERTIES]]);
});

test('while it loads it says so, and nothing about the person', () => {
  const card = renderCard({ properties: {}, isLoading: true });
  expect(card.find(LoadingSpinner).props.label).toBe('Haetaan säilytystietoja');
  expect(card.maybeFind(CrmPropertyList)).toBeNull();
});

describe('not read', () => {
  test('it is an error that can be tried again, and never "nothing waits"', () => {
    const refetch = vi.fn(async () => {});
    const card = renderCard({ properties: {}, error: new Error('HubSpot: <b>secret</b>'), refetch });
    const text = seen(card.getRootNode());
    expect(card.find(ErrorState).props.title).toBe('Säilytystietoja ei saatu luettua');
    expect(text).not.toContain(TEXTS.nothingWaits);
    expect(text).not.toContain('secret');
    card.find(Button).trigger('onClick');
    expect(refetch).toHaveBeenCalledOnce();
  });

  test('an answer without any value, though without an error, is no answer', () => {
    expect(renderCard({ properties: {} }).maybeFind(ErrorState)).not.toBeNull();
  });

  test('while it is tried again the button waits', () => {
    expect(renderCard({ properties: {}, error: new Error('x'), isRefetching: true }).find(Button).props.disabled).toBe(
      true,
    );
  });

  test('what was read before stays, and is said to be old', () => {
    const card = renderCard({ properties: contact(ENDED), error: new Error('x') });
    expect(card.findAll(Alert).map(({ props }) => props.title)).toEqual([
      'Tiedot voivat olla vanhentuneita',
      'Päätös puuttuu',
    ]);
    expect(card.find(Button).text).toBe('Yritä uudelleen');
  });
});

describe('values missing from the answer', () => {
  test('are named, and nothing is made of them', () => {
    const {
      rekisteri_hold_until: _,
      rekisteri_retention_decision: __,
      ...rest
    } = contact({ ...ENDED, rekisteri_hold_reason: 'Riita' });
    const card = renderCard({ properties: rest });
    const [only, ...others] = card.findAll(Alert);
    expect(others).toEqual([]);
    expect(only?.props.title).toBe('Kaikkea ei saatu luettua');
    expect(only?.text).toContain('Säilytä ainakin (pito), Päätös säilytysajan päätyttyä');
    expect(seen(card.getRootNode())).not.toContain(TEXTS.nothingWaits);
  });

  test('a status that was not given is not "not yet counted"', () => {
    const { rekisteri_retention_status: _, ...rest } = contact();
    const text = seen(renderCard({ properties: rest }).getRootNode());
    expect(text).toContain('Säilytyksen tilaa ei saatu luettua');
    expect(text).not.toContain(TEXTS.noneYet);
  });
});

describe('odd values', () => {
  test('a day that is none, a yes that is none, a decision that is none', () => {
    const card = renderCard({
      properties: contact({
        ...ENDED,
        rekisteri_hold_until: '31.12.2027',
        rekisteri_processing_restricted: 'kyllä',
        rekisteri_retention_decision: 'ehkä',
        rekisteri_request_open: 'access',
        rekisteri_request_due: '2026-02-30',
      }),
    });
    expect(card.findAll(Alert).map(({ props, text }) => `${props.title} | ${text}`)).toEqual([
      expect.stringContaining('Avoin pyyntö | Omien tietojen tarkastus. Määräpäivä ei ole tiedossa.'),
      expect.stringContaining('Arvoa ei tunnisteta: Säilytä ainakin (pito) | Arvo on "31.12.2027"'),
      expect.stringContaining('Arvoa ei tunnisteta: Käsittely rajoitettu | Arvo on "kyllä"'),
      expect.stringContaining('Arvoa ei tunnisteta: Päätös säilytysajan päätyttyä | Arvo on "ehkä"'),
      expect.stringContaining('Arvoa ei tunnisteta: Pyyntöön vastattava viimeistään | Arvo on "2026-02-30"'),
    ]);
  });

  test('a long reason is cut between characters; markup is text', () => {
    const reason = `<script>${'😀'.repeat(300)}`;
    const card = renderCard({
      properties: contact({
        rekisteri_retention_status: 'on_hold',
        rekisteri_hold_until: '2027-01-01',
        rekisteri_hold_reason: reason,
      }),
    });
    expect(card.find(Alert).text).toBe(`Syy: <script>${'😀'.repeat(192)}…`);
  });

  test('an end date that is none is shown, and no end is claimed', () => {
    const odd = contact({ rekisteri_retention_status: 'active', rekisteri_retention_ends: 'joskus' });
    const text = seen(renderCard({ properties: odd }).getRootNode());
    expect(text).toContain('Ei tiedossa, mihin asti tietoja saa säilyttää.');
    expect(text).toContain('Arvoa ei tunnisteta: Säilytysaika päättyy\nArvo on "joskus"');
  });

  test('long values of any property do not fill the card', () => {
    const long = Object.fromEntries(READ_PROPERTIES.map((property) => [property, 'ä'.repeat(5000)]));
    for (const status of ['ä'.repeat(5000), 'active']) {
      const text = seen(renderCard({ properties: { ...long, rekisteri_retention_status: status } }).getRootNode());
      expect(text).toContain('ä…');
      expect(text).not.toContain('ä'.repeat(201));
    }
  });

  test("the SDK's own made-up values break nothing", () => {
    const fake = Object.fromEntries(READ_PROPERTIES.map((property) => [property, `fake_${property}`]));
    expect(seen(renderCard({ properties: fake }).getRootNode())).toContain(
      'Tuntematon tila: fake_rekisteri_retention_status',
    );
  });
});
