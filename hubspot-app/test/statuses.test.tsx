import { StatusTag } from '@hubspot/ui-extensions';
import { CrmActionLink, CrmPropertyList } from '@hubspot/ui-extensions/crm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  BASIS_MEANINGS,
  BASIS_WORDS,
  type Basis,
  STATUS_MEANINGS,
  STATUS_WORDS,
  type Status,
} from '../src/app/cards/messages.ts';
import { EDITED_PROPERTIES } from '../src/app/cards/properties.ts';
import { associations, contact, renderCard, seen } from './card.tsx';

afterEach(() => vi.useRealTimers());

const CALLED = {
  rekisteri_retention_basis: 'call',
  rekisteri_last_contact_at: '2025-09-20T21:30:00.000Z',
  rekisteri_last_contact_source: 'calls:77',
};

describe('until when', () => {
  const headlines: readonly [Status, Record<string, string>, string][] = [
    ['active', { rekisteri_retention_ends: '2035-09-21' }, 'Tietoja saa säilyttää 21.9.2035 asti.'],
    ['active', {}, 'Päättymispäivää ei ole.'],
    [
      'ending_soon',
      { rekisteri_retention_ends: '2026-12-28' },
      'Tietoja saa säilyttää 28.12.2026 asti. Aikaa on 30 päivää.',
    ],
    [
      'ending_soon',
      { rekisteri_retention_ends: '2026-11-29' },
      'Tietoja saa säilyttää 29.11.2026 asti. Aikaa on 1 päivä.',
    ],
    [
      'ending_soon',
      { rekisteri_retention_ends: '2026-11-28' },
      'Tietoja saa säilyttää 28.11.2026 asti. Tänään on viimeinen päivä.',
    ],
    ['ending_soon', { rekisteri_retention_ends: '2026-11-27' }, 'Säilytysaika päättyi 27.11.2026.'],
    ['ended', { rekisteri_retention_ends: '2026-11-27' }, 'Säilytysaika päättyi 27.11.2026.'],
    // Somebody changed the day by hand: nothing ended on a day that is to come.
    ['ended', { rekisteri_retention_ends: '2035-09-21' }, 'Tietoja saa säilyttää 21.9.2035 asti.'],
    [
      'on_hold',
      { rekisteri_retention_ends: '2026-11-27', rekisteri_hold_until: '2027-12-31' },
      'Pito on voimassa 31.12.2027 asti. Ilman pitoa säilytysaika olisi päättynyt 27.11.2026.',
    ],
    [
      'on_hold',
      { rekisteri_retention_ends: '2030-01-02', rekisteri_hold_until: '2026-11-28' },
      'Pito on voimassa 28.11.2026 asti. Ilman pitoa säilytysaika päättyy 2.1.2030.',
    ],
    ['unknown', {}, 'Ei tiedossa, mihin asti tietoja saa säilyttää.'],
  ];

  test.each(headlines)('%s with %j', (status, values, headline) => {
    const card = renderCard({ properties: contact({ rekisteri_retention_status: status, ...values }) });
    expect(card.find(StatusTag).text).toBe(STATUS_WORDS[status]);
    const lines = seen(card.getRootNode()).split('\n');
    expect(lines.slice(0, 3)).toEqual([STATUS_WORDS[status], headline, STATUS_MEANINGS[status]]);
  });

  test('no status is not the same for all colours, and no two are told apart by colour alone', () => {
    const tags = (Object.keys(STATUS_WORDS) as Status[]).map((status) =>
      renderCard({ properties: contact({ rekisteri_retention_status: status }) }).find(StatusTag),
    );
    expect(new Set(tags.map((tag) => tag.props.variant)).size).toBe(5);
    expect(new Set(tags.map((tag) => tag.text)).size).toBe(5);
  });

  test('none yet: the add-on has not come to the person', () => {
    const card = renderCard({ properties: contact() });
    const text = seen(card.getRootNode());
    expect(text).toContain('Säilytysaikaa ei ole vielä laskettu');
    expect(text).toContain('Mikään ei odota.');
    expect(text).not.toContain('Miksi');
  });

  test('a status that is not ours is named, and nothing is said by it', () => {
    const text = seen(renderCard({ properties: contact({ rekisteri_retention_status: 'toString' }) }).getRootNode());
    expect(text).toContain('Tuntematon tila: toString');
    expect(text).toContain('Ei tiedossa, mihin asti tietoja saa säilyttää.');
  });
});

describe('why', () => {
  test.each(Object.keys(BASIS_WORDS) as Basis[])('%s in words', (basis) => {
    const card = renderCard({
      properties: contact({ rekisteri_retention_status: 'active', rekisteri_retention_basis: basis }),
    });
    const text = seen(card.getRootNode());
    expect(text).toContain(BASIS_MEANINGS[basis]);
    expect(text).toContain(`Säilytysajan peruste\n${BASIS_WORDS[basis]}`);
  });

  test('the activity that set it is linked, with its day in Finland', () => {
    const card = renderCard({ properties: contact({ rekisteri_retention_status: 'active', ...CALLED }) });
    const link = card.find(CrmActionLink);
    expect(link.props.actionType).toBe('ENGAGEMENT_APP_LINK');
    expect(link.props.actionContext).toEqual({ objectTypeId: '0-1', objectId: 101, engagementId: '77' });
    expect(link.text).toBe('Avaa: Puhelu 21.9.2025');
  });

  test.each(['meetings', 'calls:', 'calls:77:1', 'deals:5', 'calls:seven', ':7', '__proto__:7'])(
    'a source %j is shown and not linked',
    (source) => {
      const card = renderCard({
        properties: contact({ rekisteri_retention_status: 'active', ...CALLED, rekisteri_last_contact_source: source }),
      });
      expect(card.maybeFind(CrmActionLink)).toBeNull();
      expect(seen(card.getRootNode())).toContain(`Viimeisimmän palvelukontaktin lähde: ${source} (ei tunnisteta)`);
    },
  );

  describe("by the company's or a colleague's contact", () => {
    const COLLEAGUE = contact({
      rekisteri_retention_status: 'active',
      ...CALLED,
      rekisteri_retention_basis: 'colleague_activity',
      rekisteri_customer_last_contact_at: '2026-01-02T10:00:00.000Z',
    });
    const primary = [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' }];
    const company = (source: string | null) => ({
      toObjectId: 201,
      associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 279, label: '' }, ...primary],
      properties: { rekisteri_last_contact_source: source },
    });
    const other = {
      toObjectId: 202,
      associationTypes: [{ category: 'USER_DEFINED', typeId: 1, label: 'Primary' }],
      properties: { rekisteri_last_contact_source: 'meetings:1' },
    };

    test("the activity is linked on the primary company's record, and the person's own comes second", () => {
      const card = renderCard({ properties: COLLEAGUE }, undefined, associations([other, company('emails:900')]));
      const [set, own] = card.findAll(CrmActionLink);
      expect(set?.props.actionContext).toEqual({ objectTypeId: '0-2', objectId: 201, engagementId: '900' });
      expect(set?.text).toBe('Avaa: Sähköposti 2.1.2026');
      expect(own?.props.actionContext).toEqual({ objectTypeId: '0-1', objectId: 101, engagementId: '77' });
    });

    test.each([
      ['no primary company', associations([other])],
      ['no source', associations([company(null)])],
      ['not read', associations([company('emails:900')], { error: new Error('no') })],
    ])('%s: it says where to look', (_, companies) => {
      const card = renderCard({ properties: COLLEAGUE }, undefined, companies);
      expect(seen(card.getRootNode())).toContain('Tapahtuma näkyy yrityksen kortilla.');
      expect(card.findAll(CrmActionLink)).toHaveLength(1);
    });
  });
});

test('hold, restriction and decision are set by HubSpot’s own fields, whatever the status', () => {
  for (const status of [...Object.keys(STATUS_WORDS), ''] as Status[]) {
    const card = renderCard({ properties: contact({ rekisteri_retention_status: status }) });
    expect(card.findAll(CrmPropertyList).map((list) => list.props.properties)).toEqual([
      ['rekisteri_hold_until', 'rekisteri_hold_reason'],
      ['rekisteri_processing_restricted'],
      ['rekisteri_retention_decision'],
    ]);
    expect(card.findAll(CrmPropertyList).flatMap((list) => list.props.properties)).toEqual(
      Object.values(EDITED_PROPERTIES).flat(),
    );
  }
});
