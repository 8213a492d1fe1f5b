import { describe, expect, test } from 'vitest';
import { addRecord, archiveRecord, associate, associatedIds, recordOf } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { createContact, returnPerson } from '../../../local/simulator/people.ts';
import { byApp, byImport } from '../../../local/simulator/sources.ts';
import { addMany, NOW, OBJECTS, type Running, run } from './running.ts';

const createdAt = '2020-01-01T00:00:00.000Z';

function erase({ ask }: Running, objectId: string, idProperty?: string) {
  const body = idProperty === undefined ? { objectId } : { objectId, idProperty };
  return ask('POST', `${OBJECTS}/contacts/gdpr-delete`, body);
}

async function statuses({ ask }: Running, id: string) {
  const [live, archived] = [`${OBJECTS}/contacts/${id}`, `${OBJECTS}/contacts/${id}?archived=true`];
  return [(await ask('GET', live)).status, (await ask('GET', archived)).status];
}

/** Contacts 1 and 2, of whom 2 goes into 1. */
async function merged(options: Parameters<typeof run>[0] = {}) {
  const running = await run(options);
  addRecord(running.account, 'contacts', { id: '1', properties: { email: 'a@b.fi' }, createdAt });
  addRecord(running.account, 'contacts', { id: '2', properties: { email: 'c@b.fi' }, createdAt });
  mergeRecords(running.account, 'contacts', '1', '2', NOW, true);
  return running;
}

describe('GDPR delete', () => {
  test('leaves nothing of the person, and the activities without them', async () => {
    const running = await run();
    const { account } = running;
    addMany(account, 'contacts', 2);
    addMany(account, 'meetings', 2);
    for (const meeting of ['1', '2']) associate(account, 'contacts', '1', 'meetings', meeting);
    associate(account, 'contacts', '2', 'meetings', '2');
    expect((await erase(running, '1')).status).toBe(204);
    expect(await statuses(running, '1')).toEqual([404, 404]);
    expect(account.records.meetings.size).toBe(2);
    expect(associatedIds(account, 'meetings', '1', 'contacts')).toEqual([]);
    expect(associatedIds(account, 'meetings', '2', 'contacts')).toEqual(['2']);
  });

  test('takes those along that were merged into the person', async () => {
    const running = await merged();
    expect((await erase(running, '1')).status).toBe(204);
    expect(running.account.records.contacts.size).toBe(0);
    expect(await statuses(running, '2')).toEqual([404, 404]);
    expect([...running.account.blocklist]).toEqual(['a@b.fi', 'c@b.fi']);
  });

  test('puts the addresses on the block list, an unknown one too', async () => {
    const running = await run();
    const properties = { email: 'Aino@b.fi', hs_additional_emails: 'aino@c.fi;aino@d.fi' };
    addRecord(running.account, 'contacts', { id: '1', properties, createdAt });
    expect((await erase(running, '1')).status).toBe(204);
    expect((await erase(running, 'Nobody@b.fi', 'email')).status).toBe(204);
    expect([...running.account.blocklist]).toEqual(['aino@b.fi', 'aino@c.fi', 'aino@d.fi', 'nobody@b.fi']);
  });

  test('of an id that is gone is refused, or not, as the account is told to', async () => {
    const running = await run();
    expect((await erase(running, '9')).status).toBe(404);
    running.simulator.behaviour.gdprDelete.gone = 204;
    expect((await erase(running, '9')).status).toBe(204);
  });

  test('of a merged-away id deletes the survivor, unless the account refuses it', async () => {
    const running = await merged();
    running.simulator.behaviour.gdprDelete.mergedAway = 404;
    expect((await erase(running, '2')).status).toBe(404);
    running.simulator.behaviour.gdprDelete.mergedAway = 'survivor';
    expect((await erase(running, '2')).status).toBe(204);
    expect(await statuses(running, '1')).toEqual([404, 404]);
  });

  test('of a contact in the recycle bin is refused, or done, as the account is told to', async () => {
    const running = await run();
    addMany(running.account, 'contacts', 1);
    archiveRecord(running.account, 'contacts', '1', NOW);
    expect((await erase(running, '1')).status).toBe(404);
    expect(await statuses(running, '1')).toEqual([404, 200]);
    running.simulator.behaviour.gdprDelete.archived = 'deleted';
    expect((await erase(running, '1')).status).toBe(204);
    expect(await statuses(running, '1')).toEqual([404, 404]);
  });
});

describe('somebody who was erased', () => {
  async function erased() {
    const running = await run();
    addRecord(running.account, 'contacts', { id: '5', properties: { email: 'aino@b.fi' }, createdAt });
    await erase(running, '5');
    return running.account;
  }

  test('is added neither by hand nor by import', async () => {
    const account = await erased();
    expect(() => createContact(account, { email: 'Aino@b.fi' }, NOW)).toThrow(RangeError);
    expect(() => createContact(account, { email: 'aino@b.fi' }, NOW, byImport(1, 7))).toThrow(RangeError);
    expect(createContact(account, { email: 'eino@b.fi' }, NOW).id).toBe('6');
  });

  test('comes back by a form or another app, with a new id', async () => {
    const account = await erased();
    const { id } = returnPerson(account, { email: 'aino@b.fi' }, NOW);
    expect(id).toBe('6');
    expect(recordOf(account, 'contacts', id).source?.sourceType).toBe('FORM');
    expect(() => createContact(account, { email: 'aino@b.fi' }, NOW, byApp(1))).toThrow(RangeError);
    expect(createContact(account, { email: 'AINO2@b.fi' }, NOW, byApp(1)).id).toBe('7');
  });

  test('comes back through the API too, unless somebody has the address', async () => {
    const running = await run();
    addRecord(running.account, 'contacts', { id: '5', properties: { email: 'aino@b.fi' }, createdAt });
    const create = (email: string) =>
      running.ask('POST', `${OBJECTS}/contacts`, { properties: { email, lastname: 'Aalto' }, associations: [] });
    const refused = await create('AINO@b.fi');
    expect(refused).toMatchObject({ status: 409, body: { message: 'Contact already exists. Existing ID: 5' } });
    await erase(running, '5');
    const made = await create('aino@b.fi');
    expect(made).toMatchObject({ status: 201, body: { id: '6', properties: { lastname: 'Aalto' } } });
    expect(running.simulator.changes).toHaveLength(2);
  });
});
