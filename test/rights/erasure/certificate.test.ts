import { describe, expect, it } from 'vitest';
import { certificateOf } from '../../../src/rights/erasure/certificate.ts';
import { certificatePage } from '../../../src/rights/erasure/certificate-page.ts';
import { certificateSchema } from '../../../src/rights/erasure/certificate-schema.ts';
import { sampleItem, sampleList } from '../../support/erasure-samples.ts';
import { policyWith } from '../../support/policy.ts';

const EVENT = { chain: 'chain-3', sequence: 42, hash: 'b'.repeat(64) };
const SEAL = { chain: 'chain-3', number: 7, sequence: 50, at: '2026-11-24T09:01:00.000Z' };

function sample(list = sampleList()) {
  const items = [
    sampleItem('101'),
    sampleItem('102', { status: 'protected', reason: 'hold', begun: false, finishedAt: null }),
    sampleItem('103', { status: 'excluded', reason: 'needs_review', finishedAt: null }),
  ];
  return certificateOf(list, items, policyWith(), {
    account: 'balentor',
    portalId: 7,
    events: new Map([['101', EVENT]]),
    seals: [SEAL],
  });
}

describe('certificateOf', () => {
  it('counts what became of those who are gone, and of them alone', () => {
    const certificate = certificateSchema.parse(sample());
    expect(certificate.totals).toMatchObject({
      people: { done: 1, protected: 1, excluded: 1 },
      counts: { exclusive: 2, company: 1, shared: 1 },
      outcomes: { archived: 1, kept_scrubbed: 1, archived_only: 1, left: 1 },
    });
  });

  it('names what was left for a human, the event that proves it, and when HubSpot purges', () => {
    const [gone, held] = sample().people;
    expect(gone).toMatchObject({
      contactId: '101',
      left: ['meetings:4'],
      event: EVENT,
      contactPurgedBy: '2026-12-24',
      engagementsPurgedBy: '2027-02-22',
    });
    expect(held).toMatchObject({ reason: 'hold', event: null, contactPurgedBy: null, engagementsPurgedBy: null });
  });

  it('names all engagements of somebody whom others erased', () => {
    const left = { archived: 0, kept_scrubbed: 0, archived_only: 0, left: 4, gone_already: 0, failed: 0 };
    const items = [sampleItem('101', { status: 'gone_already', outcomes: left })];
    const sources = { account: null, portalId: null, events: new Map(), seals: [] };
    const [gone] = certificateOf(sampleList(), items, policyWith(), sources).people;
    expect(gone?.left).toEqual(['notes:1', 'emails:2', 'meetings:3', 'meetings:4']);
  });

  it('says what it does not cover: what was shared, old values, and kinds that could not be asked about', () => {
    const certificate = sample(sampleList({ withoutScope: ['tickets'] }));
    expect(certificate.notCovered).toEqual(
      expect.arrayContaining([
        { what: 'shared_engagements', count: 1 },
        { what: 'property_history', count: 2 },
        { what: 'tickets_not_asked', count: null },
        { what: 'processors', count: null },
      ]),
    );
    expect(sample().notCovered.map(({ what }) => what)).not.toContain('tickets_not_asked');
  });
});

describe('certificatePage', () => {
  it('says the rule of a single year in the singular', () => {
    const certificate = sample(sampleList({ ground: 'retention' }));
    const rule = { ...certificate.rule, years: 1 };
    expect(certificatePage({ ...certificate, rule }, 'Europe/Helsinki')).toMatch(/palvelukontaktista.* 1 vuosi/);
  });

  const page = certificatePage(sample(), 'Europe/Helsinki');

  it('is one page in Finnish with local times, without script or anything from elsewhere', () => {
    expect(page).toMatch(/^<!doctype html><html lang="fi">/);
    expect(page).toContain('24.11.2026 11.00.31');
    expect(page).not.toMatch(/<script|https?:|src=|url\(/);
  });

  it('says of each person what the certificate says', () => {
    for (const text of ['101', 'tiedot poistettu', 'meetings:4', 'chain-3 / 42', '24.12.2026', 'needs_review'])
      expect(page).toContain(text);
    expect(page).toContain('pito on voimassa');
  });

  it('has one heading above all others, and cells of headings that say of what', () => {
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page.match(/<th(?! scope="(col|row)")[ >]/)).toBeNull();
    expect(page.match(/<caption>/g)?.length).toBe(page.match(/<table>/g)?.length);
  });

  it('says what later checks found, and since when it is gone', () => {
    const check = { days: 30, dueOn: '2026-12-24', at: '2026-12-24T01:00:00.000Z', result: 'found' } as const;
    const laterChecks = [{ ...check, found: ['101'], foundCount: 3, goneAt: '2026-12-26T01:00:00.000Z' }];
    const words = certificatePage(sample(sampleList({ laterChecks })), 'Europe/Helsinki');
    expect(words).toMatch(/30 päivän jälkeen \(24\.12\.2026\):\s+löytyi 3: 101 ja 2 muuta\s+\(24\.12\.2026 03\.00\.00/);
    expect(words).toContain('sittemmin poissa (26.12.2026');
  });

  it('escapes whatever a register is called', () => {
    const named = { ...sample(), register: '<img src=x onerror=alert(1)> & "Rekisteri"' };
    expect(certificatePage(named, 'Europe/Helsinki')).toContain('&lt;img src=x onerror=alert(1)> &amp; ');
    expect(certificatePage(named, 'Europe/Helsinki')).not.toContain('<img');
  });
});
