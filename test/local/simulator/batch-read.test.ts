import { describe, expect, test } from 'vitest';
import { archiveRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { addMany, idsIn, NOW, OBJECTS, run } from './running.ts';

const READ = `${OBJECTS}/contacts/batch/read`;

function asking(ids: readonly string[], more: Record<string, unknown> = {}) {
  return { inputs: ids.map((id) => ({ id })), properties: ['email'], propertiesWithHistory: [], ...more };
}

describe('batch read', () => {
  test('gives what is there and an error entry for what is not', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 2);
    const reply = await ask('POST', READ, asking(['1', '8', '2', '9']));
    expect(reply.status).toBe(207);
    expect(idsIn(reply)).toEqual(['1', '2']);
    expect(reply.body).toMatchObject({
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['8', '9'] } }],
    });
  });

  test('archived records only when asked, and then only those', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 2);
    archiveRecord(account, 'contacts', '2', NOW);
    expect(idsIn(await ask('POST', READ, asking(['1', '2'])))).toEqual(['1']);
    expect(idsIn(await ask('POST', `${READ}?archived=true`, asking(['1', '2'])))).toEqual(['2']);
  });

  test('merged ids answer with the survivor, once', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 2);
    const { id } = mergeRecords(account, 'contacts', '1', '2', NOW);
    const reply = await ask('POST', READ, asking(['1', '2']));
    expect(reply.status).toBe(200);
    expect(idsIn(reply)).toEqual([id]);
  });

  test('finds contacts by e-mail, additional addresses included', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1, { email: 'Aino@Example.fi', hs_additional_emails: 'a@b.fi;c@d.fi' });
    const reply = await ask('POST', READ, asking(['aino@example.fi', 'C@d.fi', 'no@one.fi'], { idProperty: 'email' }));
    expect(idsIn(reply)).toEqual(['1']);
    expect(reply.body).toMatchObject({ errors: [{ context: { ids: ['no@one.fi'] } }] });
  });

  test.each([
    [101, []],
    [51, ['email']],
  ])('%i inputs with the history of %j are 400', async (count, propertiesWithHistory) => {
    const { ask } = await run();
    const ids = Array.from({ length: count }, (_, index) => String(index));
    expect((await ask('POST', READ, asking(ids, { propertiesWithHistory }))).status).toBe(400);
  });

  test('missing inputs are an empty success', async () => {
    const { ask } = await run({ asksWrongly: true });
    expect(await ask('POST', READ, {})).toMatchObject({ status: 200, body: { results: [] } });
  });

  test('a body that is no JSON is 400', async () => {
    const { served } = await run({ asksWrongly: true });
    const headers = { authorization: 'Bearer secret' };
    const reply = await fetch(`${served.url}${READ}`, { method: 'POST', headers, body: '{' });
    expect(reply.status).toBe(400);
  });
});
