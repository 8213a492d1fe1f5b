import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { byUser } from '../../local/simulator/sources.ts';
import { exportCommand } from '../../local/audit/export-command.ts';
import { verifyCommand } from '../../local/audit/verify-command.ts';
import { erasureAnswerSchema } from '../../src/http/schemas/erasure.ts';
import { type Certificate, certificateSchema } from '../../src/rights/erasure/certificate-schema.ts';
import { erasureAccount } from '../support/erasure-register.ts';
import { as, LOCAL_SIGN_IN } from '../support/local-sign-in.ts';
import { startFunctions } from '../support/start-functions.ts';

const YESTERDAY = Date.parse('2026-11-22T09:30:00.000Z');
const PEOPLE = ['301', '302', '303', '304', '305', '307'];

const account = erasureAccount();
const folder = await mkdtemp(join(tmpdir(), 'rekisteri-certificate-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const policyFile = join(folder, 'policy.json');
const policy = JSON.parse(await readFile('policy/asiakasrekisteri.json', 'utf8'));
await writeFile(policyFile, JSON.stringify({ ...policy, erasure: { ...policy.erasure, delayHours: 0 } }));

const functions = startFunctions(account, {
  ...LOCAL_SIGN_IN,
  ERASURE_KEY: 'an-erasure-key-for-tests',
  REGISTER_POLICY_FILE: policyFile,
  SYNC_SCHEDULE: '0 0 0 1 1 *',
});

const exported = join(folder, 'trail.jsonl');
const seals = join(folder, 'seals');

let certificate: Certificate;
let page: string;

/** The status, and what is printed, of `npm run verify-audit -- EXPORT --certificate FILE`. */
async function verified(given: unknown, trail = exported): Promise<{ status: number; out: string }> {
  const file = join(folder, 'certificate.json');
  await writeFile(file, JSON.stringify(given));
  const told: string[] = [];
  const output = { out: (text: string) => told.push(text), err: (text: string) => told.push(text) };
  const status = await verifyCommand(
    [trail, '--seals', seals, '--certificate', file],
    { AUDIT_KEY: 'key-of-a-test' },
    output,
  );
  return { status, out: told.join('\n') };
}

beforeAll(async () => {
  const { call, host, connectionString } = functions();
  await call('POST', '/api/resync', { scope: 'all' }, as('admin'));
  await host.idle();
  for (const id of PEOPLE)
    editRecord(account, 'contacts', id, { rekisteri_retention_decision: 'erase' }, YESTERDAY, byUser(7));
  editRecord(account, 'contacts', '305', { rekisteri_hold_until: '2030-01-01' }, YESTERDAY, byUser(7));
  const made = await call('POST', '/api/erasures', { ground: 'retention' }, as('officer1'));
  expect(made.status).toBe(202);
  await host.idle();
  const { id } = erasureAnswerSchema.pick({ id: true }).parse(made.body);
  const waiting = await call('GET', `/api/erasures/${id}`, undefined, as('officer1'));
  const { listHash, state } = erasureAnswerSchema.parse(waiting.body);
  expect(state).toBe('awaiting_approval');
  expect((await call('GET', `/api/erasures/${id}/certificate`, undefined, as('auditor'))).status).toBe(409);
  expect((await call('POST', `/api/erasures/${id}/approval`, { listHash }, as('officer2'))).status).toBe(202);
  await host.idle();
  const answer = await call('GET', `/api/erasures/${id}/certificate`, undefined, as('auditor'));
  expect(answer.status).toBe(200);
  certificate = certificateSchema.parse(answer.body);
  const html = await call('GET', `/api/erasures/${id}/certificate`, undefined, {
    ...as('auditor'),
    accept: 'text/html',
  });
  expect(html.headers.get('content-type')).toMatch(/^text\/html/);
  page = String(html.body);
  const output = { out: () => undefined, err: (text: string) => expect(text).toBe('') };
  const exportNow = () => exportCommand([exported, '--seals', seals], { RegisterStorage: connectionString }, output);
  expect(await exportNow()).toBe(0);
});

describe('a certificate that was fetched over HTTP', () => {
  it('names who is gone, and who is not', () => {
    expect(certificate).toMatchObject({ state: 'completed', totals: { people: { done: 4, protected: 1 } } });
    expect(certificate.people.map(({ contactId, status }) => `${contactId} ${status}`)).toEqual([
      '301 done',
      '302 done',
      '303 done',
      '304 done',
      '305 protected',
    ]);
  });

  it('is proved by an export alone', async () => {
    expect(await verified(certificate)).toMatchObject({
      status: 0,
      out: expect.stringContaining('\nCertificate: PROVED'),
    });
  });

  it('holds no name, no address and no text, as JSON or as a page', () => {
    for (const text of [JSON.stringify(certificate), page])
      expect(text).not.toMatch(/nimi30|\w@\w|Aino|Eero|Liisa|tapaami/i);
  });

  const change = (changes: (copy: Certificate) => unknown) => () => {
    const copy = structuredClone(certificate);
    return changes(copy) ?? copy;
  };
  const first = ({ people: [one] }: Certificate) => {
    if (one === undefined) throw new Error('nobody is on the certificate');
    return one;
  };

  it.each<[string, () => unknown]>([
    ['somebody is removed', change((copy) => void copy.people.shift())],
    ['somebody protected is removed', change((copy) => void copy.people.pop())],
    ['somebody is added', change((copy) => void copy.people.push({ ...first(copy), contactId: '999' }))],
    [
      'somebody who was not erased is said to be gone',
      change((copy) => void Object.assign(copy.people[4] ?? {}, { status: 'done' })),
    ],
    ['somebody is another', change((copy) => void Object.assign(first(copy), { contactId: '300' }))],
    ['an outcome is counted otherwise', change((copy) => void Object.assign(first(copy).outcomes, { archived: 9 }))],
    ['an engagement that was left is not named', change((copy) => void Object.assign(first(copy), { left: [] }))],
    ['engagements are counted otherwise', change((copy) => void Object.assign(first(copy).counts, { shared: 0 }))],
    ['totals are others', change((copy) => void Object.assign(copy.totals.outcomes, { left: 9 }))],
    ['the end of retention is another', change((copy) => void Object.assign(first(copy), { endsOn: '2001-01-01' }))],
    ['the reason is another', change((copy) => void Object.assign(copy.people[4] ?? {}, { reason: 'restricted' }))],
    ['somebody else approved it', change((copy) => ({ ...copy, approver: copy.preparers[0] }))],
    ['somebody else prepared it', change((copy) => ({ ...copy, preparers: ['0f3c1c3e-5a0e-4d0b-9d0e-2f6a7c1b8d4e'] }))],
    ['the hash is another', change((copy) => ({ ...copy, listHash: 'f'.repeat(64) }))],
    ['the hash is cut', change((copy) => ({ ...copy, listHash: copy.listHash?.slice(0, 60) }))],
    ['the policy is another', change((copy) => ({ ...copy, policyDigest: 'f'.repeat(64) }))],
    ['the ground is another', change((copy) => ({ ...copy, ground: 'request' }))],
    ['it ended otherwise', change((copy) => ({ ...copy, state: 'partly_completed' }))],
    ['the list is another', change((copy) => ({ ...copy, erasureId: '20260101T000000000Z-00000000' }))],
    ['its run is another', change((copy) => ({ ...copy, runs: ['20260101T000000000Z-00000000'] }))],
    ['an event stands elsewhere', change((copy) => void Object.assign(first(copy).event ?? {}, { sequence: 1 }))],
    [
      'an event has another hash',
      change((copy) => void Object.assign(first(copy).event ?? {}, { hash: 'f'.repeat(64) })),
    ],
    ['an event is not named', change((copy) => void Object.assign(first(copy), { event: null }))],
    [
      'a later check is said to have been made',
      change(
        (copy) => void Object.assign(copy.laterChecks[0] ?? {}, { at: '2026-12-23T08:00:00.000Z', result: 'gone' }),
      ),
    ],
  ])('is not proved when %s', async (_, forged) => {
    const { status, out } = await verified(forged());
    expect(out).toContain('Certificate: NOT PROVED');
    expect(status).toBe(1);
  });

  it('is not proved by a trail in which something is wrong', async () => {
    const trail = join(folder, 'tampered.jsonl');
    const text = await readFile(exported, 'utf8');
    await writeFile(trail, text.replace('"erasure_approved"', '"erasure_rejected"'));
    const { status, out } = await verified(certificate, trail);
    expect(out).toContain('Certificate: NOT PROVED');
    expect(status).toBe(1);
  });
});
