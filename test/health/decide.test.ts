import { expect, test } from 'vitest';
import { decideHealth } from '../../src/health/decide.ts';
import type { DriftFacts, HealthFacts, ReturnFacts } from '../../src/health/facts.ts';
import type { HubSpotFacts, HubSpotFindings } from '../../src/health/hubspot/findings.ts';
import { newerTables } from '../../src/storage/tables-closed.ts';
import { known, notKnown } from '../../src/health/known.ts';
import { freshState } from '../../src/hubspot/budget-state.ts';
import { formatInstant } from '../../src/register/instant.ts';
import { LOCAL_AUDIT_KEY } from '../../src/settings/audit-keys.ts';
import { LOCAL_ERASURE_KEY } from '../../src/settings/erasure-keys.ts';
import {
  checkNamed,
  endedRun,
  PROBES,
  soundFacts,
  soundFindings,
  soundRuns,
  soundSettings,
  troubled,
} from '../support/health-facts.ts';
import { examplePolicyWith } from '../support/example-policy.ts';
import { policyWith } from '../support/policy.ts';
import { DAY, HOUR, MINUTE, NOW } from '../support/sync-world.ts';

const POLICY = examplePolicyWith();
const decide = (changes: Partial<HealthFacts>) => decideHealth(soundFacts(changes), POLICY, NOW);

const found = (changes: Partial<HubSpotFindings>, effort: HubSpotFacts['effort'] = 'asked'): Partial<HealthFacts> => ({
  hubspot: known({ findings: soundFindings(changes), effort }),
});

const outcome = (of: string, result: 'forbidden' | 'unauthorized' | 'unanswered'): HubSpotFindings['probes'] =>
  PROBES.map((name) => ({ name, outcome: name === of ? result : 'answered' }));

const ranAgo = (ms: number) => [endedRun(NOW - ms)];
const failed = (ago: number, message = 'why it failed') =>
  endedRun(NOW - ago, { status: 'failed', error: { code: 'unexpected', message } });
const runs = (changes: Parameters<typeof soundRuns>[0]) => ({ runs: known(soundRuns(changes)) });
const verified = (ago: number, status: 'ok' | 'failed' = 'ok', faults = 0) => ({
  verification: known({ at: formatInstant(NOW - ago), status, faults }),
});
const quota = (day: { used: number; remaining: number | null }) => {
  const state = freshState();
  return { budget: known({ ...state, day: { ...day, date: '2026-11-23', limit: 1_000, reportedAt: NOW } }) };
};
const erased = (changes: Partial<ReturnFacts>): Partial<HealthFacts> => ({
  returns: known({ hasKey: true, lostKeys: [], admittedKeys: [], open: [], toErase: [], ...changes }),
});
const compared = (changes: Partial<DriftFacts>) => ({
  drift: known({
    comparedAt: formatInstant(NOW - DAY),
    watched: [],
    hosting: { location: 'eu1', agrees: true },
    failed: null,
    ...changes,
  }),
});
const watched = (name: string, records: number): DriftFacts['watched'][number] => ({
  object: 'contacts',
  name,
  sensitivity: 'non_sensitive',
  failure: null,
  triedAt: null,
  count: { records, at: formatInstant(NOW - DAY), runId: 'run' },
});
const property = { object: 'contacts', name: 'rekisteri_x', held: 'string', needed: 'date' };
const properties = { lacking: [], conflicts: [], misfits: [], right: 18 };

test('nothing is said against a register that is as it should be', () => {
  const health = decide({});
  expect(health).toMatchObject({ status: 'ok', checkedAt: '2026-11-23T09:30:00.000Z' });
  expect(health.checks.map(({ name }) => name)).toEqual([
    'version',
    'settings',
    'policy',
    'storage',
    'poisonQueue',
    'hubspotToken',
    'hubspotScopes',
    'properties',
    'consents',
    'dailyQuota',
    'sync',
    'retentionClock',
    'reconcile',
    'openIntents',
    'verification',
    'seals',
    'returns',
    'erasures',
    'laterChecks',
    'notice',
    'drift',
    'requests',
    'segments',
    'offboarding',
  ]);
  for (const check of health.checks) expect(check).not.toHaveProperty('reason');
});

const CASES: [name: string, facts: Partial<HealthFacts>, troubled: Record<string, string>, reason?: RegExp][] = [
  [
    'the key of development',
    { settings: soundSettings({ AUDIT_KEY: LOCAL_AUDIT_KEY }) },
    { settings: 'degraded' },
    /public/,
  ],
  [
    'the key of development for those who are erased',
    { settings: soundSettings({ ERASURE_KEY: LOCAL_ERASURE_KEY }) },
    { settings: 'degraded' },
    /ERASURE_KEY is the public one/,
  ],
  [
    'a short key for those who are erased',
    { settings: soundSettings({ ERASURE_KEY: 'short' }) },
    { settings: 'degraded' },
    /ERASURE_KEY has fewer than 32/,
  ],
  ['nobody has answered', erased({ open: ['r1', 'r2'] }), { returns: 'degraded' }, /^2 contacts have an address of/],
  ['nothing under way', erased({ toErase: ['r1'] }), { returns: 'degraded' }, /^1 contacts are to be erased again/],
  [
    'a lost key',
    erased({ lostKeys: ['0f1e'], open: ['r1'] }),
    { returns: 'failed' },
    /not known \(0f1e\).* 1 contacts/,
  ],
  [
    'a key that is said to be lost',
    erased({ admittedKeys: ['0f1e'] }),
    { returns: 'degraded' },
    /The key 0f1e is lost/,
  ],
  [
    'no key, though people were erased',
    erased({ hasKey: false, lostKeys: ['0f1e'] }),
    { returns: 'failed' },
    /^ERASURE_KEY is not set: people were erased/,
  ],
  [
    'data that the notice does not mention',
    compared({ watched: [watched('kengannumero', 12), watched('tyhja', 0)] }),
    { drift: 'degraded' },
    /^HubSpot holds data that no category of the notice \(§6\) mentions: contacts\.kengannumero\.$/,
  ],
  [
    'properties of which HubSpot will not say whether they hold data',
    compared({ watched: [{ ...watched('allergiat', 0), failure: 'forbidden 403' }] }),
    { drift: 'degraded' },
    /^HubSpot would not count .* of 1 properties, contacts\.allergiat among them \(forbidden 403\)\.$/,
  ],
  [
    'data outside the EEA, of which the notice says nothing',
    compared({ hosting: { location: 'na1', agrees: false } }),
    { drift: 'degraded' },
    /outside the EEA \(na1\)/,
  ],
  [
    'a comparison that could not be made',
    compared({ failed: { at: formatInstant(NOW - HOUR), runId: 'run', reason: 'unavailable 503' } }),
    { drift: 'degraded' },
    /could not be compared with the notice at .* \(unavailable 503\)/,
  ],
  [
    'people who were erased are there again',
    {
      laterChecks: known({ back: [{ erasureId: 'e1', days: 30, found: ['101', 'notes:7'], foundCount: 2 }], late: [] }),
    },
    { laterChecks: 'failed' },
    /^30 days after the erasure e1, 2 of its records were in HubSpot again, people among them/,
  ],
  [
    'engagements were restored',
    { laterChecks: known({ back: [{ erasureId: 'e1', days: 90, found: ['notes:7'], foundCount: 1 }], late: [] }) },
    { laterChecks: 'degraded' },
    /engagements/,
  ],
  [
    'a later check was not made',
    { laterChecks: known({ back: [], late: [{ erasureId: 'e1', days: 30 }] }) },
    { laterChecks: 'degraded' },
    /^Whether everything of the erasure e1 is still gone after 30 days is not known/,
  ],
  ['nothing known of later checks', { laterChecks: notKnown('timeout') }, { laterChecks: 'degraded' }, /timeout/],
  ['nothing known of erased people', { returns: notKnown('timeout') }, { returns: 'degraded' }, /timeout/],
  ['a short key', { settings: soundSettings({ AUDIT_KEY: 'short' }) }, { settings: 'degraded' }, /32/],
  [
    'a clock that stands still',
    { settings: soundSettings({ REGISTER_NOW: '2026-11-23T09:30:00Z' }) },
    { settings: 'degraded' },
    /clock/,
  ],
  [
    'a table out of reach',
    { storage: [{ name: 'RegisterRuns', answer: notKnown('status 403') }] },
    { storage: 'failed' },
    /RegisterRuns .*403/,
  ],
  [
    'tables of a newer program',
    { version: { app: '1.2.0', tables: 1, closed: known(newerTables(2, 1, '2.0.0')) } },
    { version: 'failed' },
    /^The tables are of version 2, made by version 2\.0\.0 .* leaves them alone\.$/,
  ],
  ['messages given up', { poisoned: known(2) }, { poisonQueue: 'degraded' }, /2 messages/],
  ['a poison queue out of reach', { poisoned: notKnown('no answer') }, { poisonQueue: 'degraded' }, /no answer/],
  ['a wrong token', found({ probes: outcome('account', 'unauthorized') }), { hubspotToken: 'failed' }, /401/],
  [
    'HubSpot out of reach',
    found({ probes: outcome('account', 'unanswered') }),
    { hubspotToken: 'degraded' },
    /account/,
  ],
  [
    'HubSpot silent',
    { hubspot: known({ findings: undefined, effort: 'in_vain' }) },
    { hubspotToken: 'degraded', properties: 'degraded', consents: 'degraded' },
    /few seconds/,
  ],
  ['HubSpot silent, but heard before', found({}, 'in_vain'), { hubspotToken: 'degraded' }, /few seconds/],
  ['old findings', found({ at: NOW - 16 * MINUTE }), { hubspotToken: 'degraded' }, /since 2026-11-23T09:14/],
  [
    'findings that storage keeps back',
    { hubspot: notKnown('no answer') },
    { hubspotToken: 'degraded', properties: 'degraded', consents: 'degraded' },
    /What HubSpot said last could not be read \(no answer\)/,
  ],
  [
    'a scope refused',
    found({ probes: outcome('emails', 'forbidden') }),
    { hubspotScopes: 'failed' },
    /sales-email-read/,
  ],
  [
    'a property of ours lacking',
    found({ properties: { ...properties, lacking: ['contacts.rekisteri_x'] } }),
    { properties: 'degraded' },
    /rekisteri_x/,
  ],
  [
    'a property of ours of another type',
    found({ properties: { ...properties, conflicts: [{ ...property, written: true }] } }),
    { properties: 'failed' },
    /string .*date/,
  ],
  [
    'one of staff of another type',
    found({ properties: { ...properties, conflicts: [{ ...property, written: false }] } }),
    { properties: 'degraded' },
    /string .*date/,
  ],
  [
    'a property of the policy lacking',
    found({ properties: { ...properties, misfits: ['no ruokavalio'] } }),
    { properties: 'degraded' },
    /ruokavalio/,
  ],
  ['properties unknown', found({ properties: null }), { properties: 'degraded' }, /Unknown/],
  ['a legal basis unknown to HubSpot', found({ unknownBases: ['Lupa'] }), { consents: 'degraded' }, /Lupa/],
  ['subscription types unknown', found({ subscriptionTypes: null }), { consents: 'degraded' }, /Unknown/],
  ['our share of the day used up', quota({ used: 500, remaining: 400 }), { dailyQuota: 'degraded' }, /50 %/],
  ['the day of all programs used up', quota({ used: 1, remaining: 49 }), { dailyQuota: 'degraded' }, /49 of 1000/],
  ['a budget that cannot be read', { budget: known('unreadable') }, { dailyQuota: 'degraded' }, /cannot be read/],
  ['a sync late', runs({ sync: ranAgo(2 * HOUR) }), { sync: 'degraded' }, /overdue/],
  ['no sync for more than a day', runs({ sync: ranAgo(DAY + MINUTE) }), { sync: 'failed' }, /overdue/],
  ['no sync ever, in a new register', runs({ sync: [], inUseForADay: false }), { sync: 'degraded' }, /No sync/],
  ['no sync ever, for more than a day', runs({ sync: [] }), { sync: 'failed' }, /No sync/],
  [
    'a sync failed',
    runs({ sync: [failed(MINUTE), ...ranAgo(20 * MINUTE)] }),
    { sync: 'degraded' },
    /has failed: why it failed/,
  ],
  ['three syncs failed', runs({ sync: [1, 2, 3].map((ago) => failed(ago * MINUTE)) }), { sync: 'failed' }, /3 runs/],
  [
    'a sync with problems',
    runs({ sync: [endedRun(NOW - MINUTE, { problems: ['a', 'b', 'c', 'd', 'e'] })] }),
    { sync: 'degraded' },
    /^a b c And 2 more\.$/,
  ],
  ['a sync that gets nowhere', { anchor: known(NOW - 3 * HOUR) }, { sync: 'degraded' }, /beyond 2026-11-23T06:30/],
  ['a clock late', runs({ retentionClock: ranAgo(13 * HOUR) }), { retentionClock: 'degraded' }, /overdue/],
  ['a reconcile late', runs({ reconcile: ranAgo(9 * DAY) }), { reconcile: 'degraded' }, /overdue/],
  [
    'reconciles failed',
    runs({ reconcile: [1, 2, 3].map((ago) => failed(ago * DAY)) }),
    { reconcile: 'degraded' },
    /3 runs/,
  ],
  [
    'runs that cannot be read',
    { runs: notKnown('no answer') },
    { sync: 'degraded', retentionClock: 'degraded', reconcile: 'degraded' },
    /no answer/,
  ],
  [
    'old open intents',
    { openIntents: known({ count: 3, oldestAt: formatInstant(NOW - 2 * HOUR) }) },
    { openIntents: 'degraded' },
    /3 intents/,
  ],
  ['a verification with faults', verified(HOUR, 'failed', 2), { verification: 'failed' }, /2 faults/],
  [
    'a verification of the night before, put back or missed',
    verified(31 * HOUR),
    { verification: 'degraded' },
    /overdue/,
  ],
  ['a verification long ago', verified(3 * DAY), { verification: 'degraded' }, /overdue/],
  [
    'a trail never verified',
    { verification: known(undefined), trailSince: known(formatInstant(NOW - 3 * DAY)) },
    { verification: 'degraded' },
    /never/,
  ],
];

test.each(CASES)('%s', (_name, facts, expected, reason = /./) => {
  const health = decide(facts);
  expect(troubled(health)).toEqual(expected);
  const worst = Object.values(expected).includes('failed') ? 'failed' : 'degraded';
  expect(health.status).toBe(worst);
  const check = checkNamed(health, Object.keys(expected)[0] ?? '');
  expect(check.reason).toMatch(reason);
  expect(check.action).toMatch(/\w{3}/);
});

test.each<[name: string, facts: Partial<HealthFacts>]>([
  [
    'a young trail that nobody has verified',
    { verification: known(undefined), trailSince: known(formatInstant(NOW - DAY)) },
  ],
  ['no trail', { verification: known(undefined), trailSince: known(null) }],
  ['intents of a run that is writing', { openIntents: known({ count: 9, oldestAt: formatInstant(NOW - MINUTE) }) }],
  ['old findings that nobody was to renew', found({ at: NOW - DAY }, 'none')],
  ['no budget yet', { budget: known(undefined) }],
  ['a note of a run', runs({ sync: [endedRun(NOW, { notes: ['So it is: this run looked at everything.'] })] })],
  ['one sync missed', runs({ sync: ranAgo(85 * MINUTE) })],
  ['one reconcile missed', runs({ reconcile: ranAgo(8 * DAY) })],
  ['one of the two clock runs of a night missed', runs({ retentionClock: ranAgo(12 * HOUR) })],
])('%s is in order', (_name, facts) => {
  expect(troubled(decide(facts))).toEqual({});
});

test('without a key for hashes, and nobody erased, it is said that nobody can be, and nothing is wrong', () => {
  const health = decide(erased({ hasKey: false }));
  expect(health.status).toBe('ok');
  expect(checkNamed(health, 'returns')).toMatchObject({
    status: 'ok',
    reason: expect.stringMatching(/^ERASURE_KEY is not set: nobody can/),
  });
});

test('of many who have come back the health names the first, and counts all', () => {
  const open = Array.from({ length: 50 }, (_, index) => `r${index}`);
  expect(checkNamed(decide(erased({ open })), 'returns').facts).toEqual({
    key: 'set',
    open: 50,
    returns: open.slice(0, 20),
  });
});

test('a notice that lacks what the law asks for, or rests on what has no force, needs attention; advice does not', () => {
  const health = decideHealth(soundFacts(), policyWith(), NOW);
  expect(health.status).toBe('degraded');
  expect(checkNamed(health, 'notice')).toMatchObject({
    status: 'degraded',
    reason: expect.stringMatching(/no force: .*privacy_shield \(Art\. 44, 46\).*asks for: .*complaint_missing/),
    action: expect.stringContaining('GET /api/notice/findings'),
    facts: {
      errors: ['explicit_consent_missing', 'privacy_shield', 'model_clauses_outdated'],
      gaps: expect.arrayContaining(['basis_missing', 'profiling_missing']),
      advice: expect.arrayContaining(['term_rekisteriseloste']),
    },
  });
  const advised = examplePolicyWith({ changes: [] });
  expect(checkNamed(decideHealth(soundFacts(), advised, NOW), 'notice')).toEqual({
    name: 'notice',
    status: 'ok',
    facts: { errors: [], gaps: [], advice: ['change_log_missing'] },
  });
});
