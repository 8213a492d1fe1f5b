import { type Log, logLine } from '../log.ts';
import type { Status } from './check.ts';
import type { HealthService } from './create-health.ts';

/** A register as far as its health is told. */
interface Looked {
  readonly account: string | undefined;
  readonly health: HealthService;
}

/** Writes a line of how a register is, with the names of what is wrong: alerts count them, and nobody has to ask. Never rejects. */
export async function logHealth({ account, health }: Looked, log: Log): Promise<void> {
  const { status, checks } = await health.check();
  const names = (wanted: Status) => checks.flatMap((check) => (check.status === wanted ? [check.name] : [])).join(',');
  const [failed, degraded] = [names('failed'), names('degraded')];
  log(status === 'ok' ? 'info' : 'warn', logLine('health_checked', { account, status, failed, degraded }));
}
