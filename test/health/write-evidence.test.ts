import { expect, test } from 'vitest';
import { writeScopes } from '../../src/health/write-evidence.ts';
import { refusal } from '../../src/hubspot/refusal.ts';
import type { Run } from '../../src/runs/run.ts';
import { endedRun, soundRuns } from '../support/health-facts.ts';
import { MINUTE, NOW } from '../support/sync-world.ts';

const counts = { total: 9, processed: 9, changed: 2, unchanged: 7, failed: 0, unknown: 0 };
const refused = (endpoint: string): Partial<Run> => {
  const { code, message } = refusal(endpoint, 403, { category: 'MISSING_SCOPES' });
  return { status: 'failed', error: { code, message } };
};
const CONTACTS = 'POST /crm/objects/2026-09/contacts/batch/update';

/** What runs tell, the newest first. */
const told = (...runs: Partial<Run>[]) => {
  const sync = runs.map((run, index) => endedRun(NOW - index * MINUTE, run));
  return Object.fromEntries(writeScopes(soundRuns({ sync, retentionClock: [], reconcile: [] })));
};

const UNKNOWN = {
  'crm.objects.contacts.write': 'unknown',
  'crm.objects.companies.write': 'unknown',
  'crm.schemas.contacts.write': 'unknown',
  'crm.schemas.companies.write': 'unknown',
};

test.each<[name: string, runs: Partial<Run>[], known: Record<string, string>]>([
  ['nothing ran', [], {}],
  ['nothing was to be written', [{}], {}],
  ['contacts were written', [{}, { contacts: counts }], { 'crm.objects.contacts.write': 'granted' }],
  ['companies were written', [{ companies: counts }], { 'crm.objects.companies.write': 'granted' }],
  ['a write was refused', [refused(CONTACTS), { contacts: counts }], { 'crm.objects.contacts.write': 'refused' }],
  ['it was refused before', [{ contacts: counts }, refused(CONTACTS)], { 'crm.objects.contacts.write': 'granted' }],
  ['a later run did all it had to', [{}, refused(CONTACTS)], {}],
  [
    'a property could not be made',
    [refused('POST /crm/properties/2026-09/companies/batch/create')],
    { 'crm.schemas.companies.write': 'refused' },
  ],
  [
    'a label could not be mended',
    [refused('PATCH /crm/properties/2026-09/contacts/rekisteri_hold_until')],
    { 'crm.schemas.contacts.write': 'refused' },
  ],
  ['a read was refused', [refused('POST /crm/objects/2026-09/contacts/batch/read')], {}],
  ['a search was refused', [refused('POST /crm/objects/2026-09/companies/search')], {}],
])('when %s', (_name, runs, known) => {
  expect(told(...runs)).toEqual({ ...UNKNOWN, ...known });
});

test('without runs nothing is known', () => {
  expect(Object.fromEntries(writeScopes(undefined))).toEqual(UNKNOWN);
});
