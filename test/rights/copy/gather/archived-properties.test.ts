import { expect, it } from 'vitest';
import { readArchivedProperties, withArchived } from '../../../../src/rights/copy/gather/archived-properties.ts';
import { type HandmadeAnswer, handmadeHubSpot } from '../../../support/handmade-hubspot.ts';

const AT = '2026-05-04T08:00:00.000Z';
const deleted = (name: string) => ({ name, label: 'Lempiväri', type: 'string', fieldType: 'text', archived: true });
const record = {
  id: '101',
  properties: { vari: 'sininen' },
  archived: false,
  propertiesWithHistory: { vari: [{ value: 'sininen', timestamp: AT, sourceType: 'FORM' }] },
};

function hubspotWith(definitions: HandmadeAnswer, records: HandmadeAnswer) {
  return handmadeHubSpot(({ path }) => (path.includes('/properties/') ? definitions : records));
}

it('what HubSpot still gives of a property that was deleted belongs to the record', async () => {
  const { access, requests } = await hubspotWith(
    { body: { results: [deleted('vari'), deleted('city')] } },
    { body: { results: [record] } },
  );
  const { areThere, of } = await readArchivedProperties(access, ['101'], new Set(['city']));
  expect(areThere).toBe(true);
  expect(requests[0]?.query).toBe('?archived=true');
  expect(requests[1]?.body).toMatchObject({ properties: ['vari'] });
  const live = { record: { id: '101', properties: { city: 'Turku' } }, history: new Map(), definitions: new Map() };
  const whole = withArchived(live, of.get('101'));
  expect(whole.record.properties).toEqual({ city: 'Turku', vari: 'sininen' });
  expect(whole.history.get('vari')).toHaveLength(1);
  expect(whole.definitions.get('vari')?.label).toBe('Lempiväri (poistettu kenttä)');
});

it.each([
  ['HubSpot lists none', { body: { results: [] } }, false],
  [
    'HubSpot lists those that are there instead',
    { body: { results: [{ ...deleted('vari'), archived: false }] } },
    false,
  ],
  ['HubSpot refuses to list them', { status: 400, body: { category: 'VALIDATION_ERROR' } }, true],
  ['HubSpot refuses what they hold', { body: { results: [deleted('vari')] } }, true],
])(
  'where %s nothing is taken from the copy, and whether there may be any is known: %j',
  async (_, answer, areThere) => {
    const { access } = await hubspotWith(answer, { status: 400, body: { category: 'VALIDATION_ERROR' } });
    const read = await readArchivedProperties(access, ['101'], new Set());
    expect([read.areThere, read.of.size]).toEqual([areThere, 0]);
  },
);
