import { describe, expect, test } from 'vitest';
import { ENGAGEMENT_TYPES } from '../../../local/simulator/account.ts';
import { associate } from '../../../local/simulator/change.ts';
import { associationTypes } from '../../../local/simulator/handlers/association-types.ts';
import { addMany, idsIn, OBJECTS, run } from './running.ts';

const ASSOCIATIONS = '/crm/associations/2026-09';
const SCOPES = { deals: 'crm.objects.deals.read', tickets: 'tickets' } as const;

describe.each(['deals', 'tickets'] as const)('%s', (kind) => {
  test('are found from every activity, contact and company, and lead back', async () => {
    const { ask, account } = await run();
    addMany(account, kind, 2);
    for (const type of [...ENGAGEMENT_TYPES, 'contacts', 'companies'] as const) {
      addMany(account, type, 1);
      associate(account, type, '1', kind, '2');
      for (const [path, id, found] of [
        [`${type}/${kind}`, '1', '2'],
        [`${kind}/${type}`, '2', '1'],
      ]) {
        const { status, body } = await ask('POST', `${ASSOCIATIONS}/${path}/batch/read`, { inputs: [{ id }] });
        expect({ status, body }).toMatchObject({
          status: 200,
          body: { results: [{ from: { id }, to: [{ toObjectId: found }] }] },
        });
      }
    }
  });

  test('can be listed, read and described', async () => {
    const { ask, account } = await run();
    addMany(account, kind, 2);
    expect(idsIn(await ask('GET', `${OBJECTS}/${kind}`))).toEqual(['1', '2']);
    expect((await ask('GET', `${OBJECTS}/${kind}/1`)).body).toMatchObject({ id: '1' });
    expect((await ask('GET', `/crm/properties/2026-09/${kind}`)).status).toBe(200);
  });

  test('take a scope of their own, their associations too', async () => {
    const { ask, account, simulator } = await run({ missingScopes: [SCOPES[kind], 'crm.schemas.deals.read'] });
    addMany(account, 'notes', 1);
    const inputs = [{ id: '1' }];
    const association = (path: string) => ask('POST', `${ASSOCIATIONS}/${path}/batch/read`, { inputs });
    for (const reply of [
      await ask('GET', `${OBJECTS}/${kind}`),
      await ask('GET', `/crm/properties/2026-09/${kind}`),
      await association(`notes/${kind}`),
      await association(`${kind}/notes`),
    ]) {
      expect(reply).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
      expect(JSON.stringify(reply.body)).toContain(SCOPES[kind]);
    }
    expect((await association('notes/contacts')).status).toBe(207);
    simulator.behaviour.associationsTakeOwnScope = false;
    expect((await association(`notes/${kind}`)).status).toBe(207);
  });
});

test('activities are not associated with one another', async () => {
  const { ask, account } = await run();
  addMany(account, 'notes', 1);
  addMany(account, 'calls', 1);
  associate(account, 'notes', '1', 'calls', '1');
  const reply = await ask('POST', `${ASSOCIATIONS}/notes/calls/batch/read`, { inputs: [{ id: '1' }] });
  expect(reply.status).toBe(400);
});

/** HubSpot, "Association type IDs": to contact, company, deal and ticket, each with the way back. */
test.each([
  ['calls', [194, 193], [182, 181], [206, 205], [220, 219]],
  ['emails', [198, 197], [186, 185], [210, 209], [224, 223]],
  ['meetings', [200, 199], [188, 187], [212, 211], [226, 225]],
  ['notes', [202, 201], [190, 189], [214, 213], [228, 227]],
  ['tasks', [204, 203], [192, 191], [216, 215], [230, 229]],
  ['communications', [81, 82], [87, 88], [85, 86], [83, 84]],
  ['postal_mail', [453, 454], [459, 460], [457, 458], [455, 456]],
  ['contacts', [449, 449], [279, 280], [4, 3], [15, 16]],
  ['companies', [280, 279], [450, 450], [342, 341], [340, 339]],
  ['deals', [3, 4], [341, 342], [451, 451], [27, 28]],
  ['tickets', [16, 15], [339, 340], [28, 27], [452, 452]],
] as const)('the types of associations of %s', (type, ...pairs) => {
  const found = (['contacts', 'companies', 'deals', 'tickets'] as const).map((kind) =>
    [associationTypes(type, kind, false), associationTypes(kind, type, false)].map(([one]) => one?.typeId),
  );
  expect(found).toEqual(pairs);
});
