import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { USAGE } from '../../local/admin/usage.ts';
import { personRequestSchema } from '../../src/http/schemas/person-request.ts';
import { REQUEST_ACTIONS } from '../../src/rights/requests/transitions.ts';
import { runAdmin } from '../support/admin-world.ts';
import { as, LOCAL_SIGN_IN } from '../support/local-sign-in.ts';
import { startFunctions } from '../support/start-functions.ts';

// Letters of requests over HTTP and on the command line.

const folder = await mkdtemp(join(tmpdir(), 'rekisteri-letters-'));
afterAll(() => rm(folder, { recursive: true }));

const account = emptyAccount(1, 'Europe/Helsinki');
const person = (id: string, properties: Record<string, string>) =>
  addRecord(account, 'contacts', { id, createdAt: '2026-10-01T05:06:07.000Z', properties });
const ADDRESS = { address: 'Kirjekatu 7', zip: '40100', city: 'Jyväskylä' };
person('501', { firstname: 'Aino', lastname: 'Kirjenen <b>', email: 'aino@example.fi', ...ADDRESS });
person('502', { firstname: 'AINO', lastname: 'Kirjenen <b>', email: 'aino.vanha@example.fi' });
person('503', { firstname: 'Eero', lastname: 'Muunen', email: 'eero@example.fi' });

const functions = startFunctions(account, { ...LOCAL_SIGN_IN, SYNC_SCHEDULE: '0 0 0 1 1 *' });

const TODAY = '2026-11-23';
const officer = as('officer1');
const post = (path: string, body?: unknown, who = officer) => functions().call('POST', path, body, who);
const letterOf = (id: string, query = '', who: Record<string, string> = officer) =>
  functions().call('GET', `/api/requests/${id}/letter${query}`, undefined, who);

async function filed(more: object): Promise<string> {
  const wish = { kind: 'access', receivedOn: '2026-11-20', channel: 'letter', ...more };
  const answer = await post('/api/requests', wish);
  return personRequestSchema.parse(answer.body).id;
}

async function acted(id: string, action: string, body?: unknown) {
  const answer = await post(`/api/requests/${id}/${action}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

test('a letter has the person and the sender on it, as text, and follows what is decided', async () => {
  const id = await filed({ contactIds: ['501', '502'] });
  const receipt = await letterOf(id);
  expect(receipt.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
  expect(receipt.headers.get('cache-control')).toBe('no-store');
  const page = String(receipt.body);
  expect(page).toContain('<html lang="fi">');
  expect(page).toContain('Aino Kirjenen &lt;b><br/>Kirjekatu 7<br/>40100 Jyväskylä');
  expect(page).not.toMatch(/AINO|aino\.vanha|<script|<b>/);
  expect(page).toContain('Väinönkatu 38 C');
  expect(page).toContain('viimeistään 21.12.2026');
  expect(String((await letterOf(id, '?lang=en')).body)).toMatch(/<html lang="en">.*by 21 December 2026/s);
  await acted(id, 'identify', { how: 'call_back' });
  expect((await letterOf(id, '?kind=identity')).status).toBe(409);
  const items = [
    { subject: 'contact:501', outcome: 'granted' },
    { subject: 'notes:77', outcome: 'refused', ground: 'rights_of_others' },
  ];
  await acted(id, 'decide', { items });
  expect((await letterOf(id)).body).toMatchObject({ detail: expect.stringContaining('not carried out yet') });
  expect((await functions().call('GET', `/api/requests/${id}/copy`, undefined, officer)).status).toBe(200);
  expect(String((await letterOf(id)).body)).toMatch(
    /Vastaus pyyntöösi.*Muistiinpano 77.*Tietosuojavaltuutetun toimisto/s,
  );
  expect((await letterOf(id, '?kind=refusal')).body).toMatchObject({
    detail: expect.stringContaining('the letter answer also says what was'),
  });
});

test('whoever was not found is told that nothing is held, on a letter with room for the address', async () => {
  const id = await filed({ emails: ['nobody@example.fi'] });
  await acted(id, 'identify', { how: 'document_seen' });
  await acted(id, 'decide', { items: [] });
  const page = String((await letterOf(id)).body);
  expect(page).toContain('Rekisterissä ei ole tietojasi');
  expect(page).toContain('class="byhand"');
});

test('without HubSpot there is no letter', async () => {
  const id = await filed({ contactIds: ['503'] });
  functions().hubspot.faults.add({ match: ({ path }) => path.includes('/contacts/'), kind: '429-daily' });
  const answer = await letterOf(id);
  functions().hubspot.faults.clear();
  expect(answer.status).toBe(503);
  expect(String((await letterOf(id)).body)).toContain('Eero Muunen<br/>eero@example.fi');
  // Deleted in HubSpot by hand since: the letter is written all the same, and leaves room.
  functions().hubspot.account.records.contacts.delete('503');
  expect(String((await letterOf(id)).body)).toMatch(/yhdistetty toiseen: yhteyshenkilö 503\..*class="byhand"/s);
});

test('officers only, from pages of ours only, and what there is', async () => {
  const id = await filed({ kind: 'erasure', contactIds: ['501'] });
  for (const who of [as('admin'), as('auditor'), as('visitor'), {}]) {
    expect((await letterOf(id, '', who)).status).toBe(403);
  }
  expect((await letterOf(id, '', { ...officer, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await letterOf(id, '', { ...officer, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await letterOf(id, '?kind=invoice')).status).toBe(400);
  expect((await letterOf(id, '?lang=sv')).status).toBe(400);
  expect((await letterOf('20260101T000000000Z-00000000')).status).toBe(404);
});

test('nothing of a letter is kept', async () => {
  const kept: string[] = [...functions().lines];
  for (const name of ['RegisterRequests', 'RegisterAudit', 'RegisterIndex', 'RegisterRuns'] as const)
    for await (const row of functions().table(name).listEntities()) kept.push(JSON.stringify(row));
  expect(kept.join('\n')).not.toMatch(/Kirjenen|Kirjekatu|example\.fi|Muunen/i);
});

test('the command line writes one into a file that only its owner can read', async () => {
  const id = await filed({ kind: 'rectification', contactIds: ['501'] });
  const file = join(folder, 'kirje.html');
  const command = (...args: string[]) =>
    runAdmin(['requests', 'letter', id, ...args, '--person', 'officer1', '--url', functions().host.url]);
  expect(await command('--out', file)).toMatchObject({
    status: 0,
    out: '',
    err: expect.stringContaining('letter-sent'),
  });
  expect(await readFile(file, 'utf8')).toContain('pyydät oikaisemaan tietojasi');
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0);
  expect(await command('--out', file)).toMatchObject({ status: 2, err: expect.stringContaining('is there already') });
  const english = join(folder, 'letter.html');
  expect((await command('--kind', 'receipt', '--lang', 'en', '--out', english)).status).toBe(0);
  expect(await readFile(english, 'utf8')).toContain('ask us to correct');
  expect(await command('--kind', 'answer', '--out', join(folder, 'answer.html'))).toMatchObject({
    status: 3,
    err: expect.stringContaining('Nothing is decided yet'),
  });
  expect((await command()).status).toBe(2);
});

test('the command line knows every action of a request, and says so', async () => {
  for (const action of REQUEST_ACTIONS.map((one) => (one === 'rectifications' ? 'rectify' : one))) {
    expect(USAGE).toMatch(new RegExp(`requests (?:\\S+\\|)?${action}\\b`));
    expect((await runAdmin(['requests', action])).err).toMatch(/^Name the ID of the request/);
  }
});

test('it shows what was decided, which letters went, and who is still to be told', async () => {
  const id = await filed({ kind: 'restriction', contactIds: ['502'] });
  const command = (...args: string[]) =>
    runAdmin(['requests', ...args, '--person', 'officer1', '--url', functions().host.url]);
  await command('identify', id, '--how', 'call_back');
  await command('letter-sent', id, '--letter', 'receipt', '--on', TODAY);
  await command('decide', id, '--grant', 'contact:502');
  expect((await command('show', id)).out).toMatch(/To be told \(Art\. 19\): Administer Oy, AtMentor Oy/);
  const { out } = await command(
    'recipient-told',
    id,
    '--processor',
    'Administer Oy',
    '--processor',
    'AtMentor Oy',
    '--on',
    TODAY,
  );
  expect(out).toContain('Received on 2026-11-20 (letter). Due on 2026-12-21.');
  expect(out).toContain('Decided on 2026-11-23: contact:502 granted.');
  expect(out).toContain('Letters: receipt 2026-11-23.');
  expect(out).toContain('Told (Art. 19): Administer Oy 2026-11-23, AtMentor Oy 2026-11-23.');
  expect(out).toMatch(/To be told \(Art\. 19\): Extended DiSC Oy/);
  expect((await command('recipient-told', id, '--on', TODAY)).status).toBe(2);
});
