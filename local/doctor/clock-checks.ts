import type { Now } from '../../src/clock.ts';
import { type Check, checkOf, type Problem } from '../../src/health/check.ts';

const TIMEOUT_MS = 10_000;
/** The header tells whole seconds, and the answer has been on its way. */
const WARN_MS = 5_000;
const FAIL_MS = 60_000;

/** How far this machine's clock is from that of a server, by the header `Date` of an answer (RFC 9110), be it a refusal: nobody is let in for it. */
export async function clockCheck(name: string, address: string, now: Now): Promise<Check> {
  const sentAt = now();
  let header: string | null;
  try {
    const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    header = answer.headers.get('date');
  } catch {
    header = null;
  }
  const at = Date.parse(header ?? '');
  if (Number.isNaN(at)) {
    const reason = `${new URL(address).host} does not tell its time.`;
    return checkOf(name, [{ status: 'degraded', reason, action: 'See whether it can be reached from here.' }]);
  }
  const skewMs = Math.round((sentAt + now()) / 2 - at);
  return checkOf(name, problemsOf(skewMs), { aheadSeconds: Math.round(skewMs / 1_000) });
}

function problemsOf(skewMs: number): Problem[] {
  if (Math.abs(skewMs) < WARN_MS) return [];
  const where = skewMs > 0 ? 'ahead' : 'behind';
  const reason = `The clock of this machine is ${Math.round(Math.abs(skewMs) / 1_000)} s ${where}.`;
  const action = 'Set it by NTP: decisions, leases and the request budget go by it.';
  return [{ status: Math.abs(skewMs) < FAIL_MS ? 'degraded' : 'failed', reason, action }];
}
