import { describe, expect, it } from 'vitest';
import { ChainBrokenError, ChainBusyError } from '../../src/audit/errors.ts';
import { RunFailedError } from '../../src/facts/context.ts';
import { HubSpotError } from '../../src/hubspot/errors.ts';
import { newRun, type Run } from '../../src/runs/run.ts';
import { SafeError } from '../../src/safe-error.ts';
import { SliceDiedError, SliceUnbegunError, verdictOn } from '../../src/work/slice-failure.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const RUN = newRun({ scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false }, NOW, NOW);
const BUSY = Object.assign(new Error('something with a secret in it'), { name: 'RestError', statusCode: 503 });
const DOWN = new HubSpotError('unavailable', 'HubSpot is down.', { endpoint: 'GET /' });

/** The run after a verdict, and the pause that the verdict asks for. */
const failed = (error: unknown, run: Run) => {
  const verdict = verdictOn(error, run, NOW);
  const failures = verdict.kind === 'again' ? verdict.failures : 0;
  const waitMs = verdict.kind === 'fail' ? undefined : verdict.notBefore - NOW;
  return { verdict, waitMs, run: { ...run, failures, error: verdict.reason } };
};

describe('storage that cannot be used', () => {
  it('has a reason of its own that tells the status and where to look, and nothing that the service said', () => {
    const { reason } = verdictOn(BUSY, RUN, NOW);
    expect(reason.code).toBe('storage_unavailable');
    expect(reason.message).toMatch(/\(status 503\): look at .*RegisterStorage/);
    expect(reason.message).not.toMatch(/secret/);
    const silent = Object.assign(new Error('x'), { name: 'RestError', code: 'ETIMEDOUT' });
    expect(verdictOn(silent, RUN, NOW).reason.message).toMatch(/\(no answer\)/);
    expect(verdictOn(new SliceUnbegunError(), RUN, NOW).reason.code).toBe('storage_unavailable');
  });

  it('is waited for about two hours, with pauses of five minutes at the most', () => {
    let run: Run = RUN;
    let waited = 0;
    for (;;) {
      const next = failed(BUSY, run);
      if (next.waitMs === undefined) break;
      expect(next.waitMs).toBeLessThanOrEqual(300_000);
      waited += next.waitMs;
      run = next.run;
    }
    expect(waited / 3_600_000).toBeGreaterThan(1.5);
    expect(waited / 3_600_000).toBeLessThan(2.5);
  });

  it('is not held against a run whose HubSpot fails afterwards', () => {
    let run: Run = RUN;
    for (let failure = 0; failure < 8; failure += 1) run = failed(BUSY, run).run;
    expect(verdictOn(DOWN, run, NOW).kind).toBe('again');
  });

  it('is waited for even when HubSpot has failed before', () => {
    let run: Run = RUN;
    for (let failure = 0; failure < 4; failure += 1) run = failed(DOWN, run).run;
    expect(verdictOn(BUSY, run, NOW).kind).toBe('again');
  });

  it('and HubSpot in turn fail the run some time', () => {
    let run: Run = RUN;
    for (let failure = 0; failure < 40; failure += 1) {
      const next = failed(failure % 2 === 0 ? BUSY : DOWN, run);
      if (next.verdict.kind === 'fail') return;
      run = next.run;
    }
    throw new Error('it went on for ever');
  });
});

describe('a reason', () => {
  class OddError extends SafeError<'odd'> {}

  it('is told by our own errors, whichever they are, and by nobody else', () => {
    const reason = { code: 'odd' as const, message: 'Something is odd: mend it.' };
    expect(verdictOn(new OddError(reason.code, reason.message), RUN, NOW).reason).toEqual(reason);
    const foreign = Object.assign(new Error('Aino Virtanen'), { code: 'odd' });
    const told = verdictOn(foreign, RUN, NOW).reason;
    expect(told.code).toBe('unexpected');
    expect(told.message).not.toContain('Aino');
  });

  it.each([
    ['a chain that was altered', new ChainBrokenError('The chain was altered.')],
    ['a run that must not go on', new RunFailedError('endless_list', 'The list never ends.')],
    ['a slice that never ends', new SliceDiedError('It died.')],
  ])('that trying again would not mend fails the run at once: %s', (_, error) => {
    expect(verdictOn(error, RUN, NOW).kind).toBe('fail');
  });

  it('that may pass is tried again', () => {
    expect(verdictOn(new ChainBusyError('chain-1'), RUN, NOW).kind).toBe('again');
  });
});

describe('anything else', () => {
  it('fails the run the fifth time', () => {
    const kinds: string[] = [];
    let run: Run = RUN;
    for (let failure = 0; failure < 5; failure += 1) {
      const next = failed(DOWN, run);
      kinds.push(next.verdict.kind);
      run = next.run;
    }
    expect(kinds).toEqual(['again', 'again', 'again', 'again', 'fail']);
  });

  it('that storage refuses as wrong is not taken for an outage', () => {
    const wrong = Object.assign(new Error('x'), { name: 'RestError', statusCode: 400 });
    expect(verdictOn(wrong, RUN, NOW).reason).toMatchObject({ code: 'unexpected' });
  });
});
