import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { byUser } from '../../local/simulator/sources.ts';
import { type ErasureAnswer, erasureAnswerSchema, preparedSchema } from '../../src/http/schemas/erasure.ts';
import type { TestBrowser } from './browser.ts';
import { type RunningConsole, startConsole } from './console.ts';
import { erasureAccount, NOW } from './erasure-register.ts';
import { as } from './local-sign-in.ts';
import { policyWith } from './policy.ts';

/** What a name must never do on a page. */
export const HOSTILE_NAME = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

/** The console over `erasureAccount`, reconciled, where somebody decided to erase 301 to 304; 301 has a hostile name. */
export interface ErasureConsole extends RunningConsole {
  /** Has a list prepared for these by the API, by officer1, and waits until it is. */
  prepared(...contactIds: readonly string[]): Promise<ErasureAnswer>;
  /** Has somebody approve a list by the API, and waits for all that comes of it. */
  approved(list: ErasureAnswer, person?: string): Promise<ErasureAnswer>;
  shown(id: string): Promise<ErasureAnswer>;
}

/** Starts one before the tests of a file, within `describeInBrowser`, and stops it after. */
export function startErasureConsole(
  browser: TestBrowser,
  { delayHours, names = 'shown' }: { readonly delayHours: number; readonly names?: 'shown' | 'masked' },
): () => ErasureConsole {
  const folder = mkdtempSync(join(tmpdir(), 'rekisteri-'));
  const policyFile = join(folder, 'policy.json');
  writeFileSync(policyFile, JSON.stringify(policyWith({ erasure: { delayHours }, console: { names } })));
  afterAll(() => rmSync(folder, { recursive: true }));
  const account = erasureAccount();
  const hostile = account.records.contacts.get('301');
  if (hostile !== undefined) Object.assign(hostile.properties, { firstname: HOSTILE_NAME });
  const environment = { REGISTER_POLICY_FILE: policyFile, ERASURE_KEY: 'an-erasure-key-for-tests' };
  const console = startConsole(browser, { account, environment });
  beforeAll(async () => {
    const { call, host, hubspot } = console();
    expect((await call('POST', '/api/resync', { scope: 'all' }, as('admin'))).status).toBe(202);
    await host.idle();
    for (const id of ['301', '302', '303', '304', '305'])
      editRecord(hubspot.account, 'contacts', id, { rekisteri_retention_decision: 'erase' }, NOW, byUser(7));
    editRecord(hubspot.account, 'contacts', '305', { rekisteri_hold_until: '2030-01-01' }, NOW, byUser(7));
  });
  return () => {
    const running = console();
    const { call, host } = running;
    const shown = async (id: string) =>
      erasureAnswerSchema.parse((await call('GET', `/api/erasures/${id}`, undefined, as('officer1'))).body);
    return {
      ...running,
      shown,
      prepared: async (...contactIds) => {
        const answer = await call('POST', '/api/erasures', { ground: 'retention', contactIds }, as('officer1'));
        await host.idle();
        return shown(preparedSchema.parse(answer.body).id);
      },
      approved: async ({ id, listHash }, person = 'officer2') => {
        const answer = await call('POST', `/api/erasures/${id}/approval`, { listHash }, as(person));
        expect(answer.status).toBe(202);
        await host.idle();
        return shown(id);
      },
    };
  };
}
