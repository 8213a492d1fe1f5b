import { createHmac } from 'node:crypto';

const EVENT_PROPERTIES = 'action actor after at before cause chain keyId property runId sequence subject'.split(' ');

/**
 * Checks the rows of one chain and shares no code with the program: places without gaps from 1, every hash made from
 * its event and the hash before it, and a head that says what the last event says. Gives what is wrong.
 */
export function faultsOf(rows: readonly Record<string, unknown>[], secret: string): string[] {
  const faults: string[] = [];
  const events = rows.filter(({ rowKey }) => /^\d{12}$/.test(String(rowKey)));
  let previous = '0'.repeat(64);
  for (const [index, row] of events.entries()) {
    const place = index + 1;
    if (row.rowKey !== String(place).padStart(12, '0') || row.sequence !== place) faults.push(`gap at ${place}`);
    const event: Record<string, unknown> = { ...row, chain: row.partitionKey };
    const text = `{${EVENT_PROPERTIES.map((name) => `"${name}":${JSON.stringify(event[name])}`).join(',')}}`;
    previous = createHmac('sha256', secret).update(`rekisteri-audit-v1/event\n${text}\n${previous}`).digest('hex');
    if (row.hash !== previous) faults.push(`hash at ${place}`);
  }
  const head = rows.find(({ rowKey }) => rowKey === 'head');
  if (head?.sequence !== events.length || head.hash !== previous) faults.push('head');
  return faults;
}
