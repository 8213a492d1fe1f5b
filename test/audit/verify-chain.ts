import { createHmac } from 'node:crypto';

const MEMBERS = 'action actor at chain content first keyId last runId subject'.split(' ');

/**
 * Checks the rows of one chain and shares no code with the program: numbers without gaps from 1, every hash made from
 * its entry and the hash before it, and a head that says what the last entry says. Gives what is wrong.
 */
export function faultsOf(rows: readonly Record<string, unknown>[], secret: string): string[] {
  const faults: string[] = [];
  const entries = rows.filter(({ rowKey }) => /^\d{12}$/.test(String(rowKey)));
  let [previous, next] = ['0'.repeat(64), 1];
  for (const row of entries) {
    if (row.rowKey !== String(next).padStart(12, '0') || row.first !== next) faults.push(`gap at ${next}`);
    const entry: Record<string, unknown> = { ...row, chain: row.partitionKey };
    const text = `{${MEMBERS.map((name) => `"${name}":${JSON.stringify(entry[name])}`).join(',')}}`;
    previous = createHmac('sha256', secret).update(`rekisteri-audit-v2/entry\n${text}\n${previous}`).digest('hex');
    if (row.hash !== previous) faults.push(`hash at ${next}`);
    next = Number(row.last) + 1;
  }
  const head = rows.find(({ rowKey }) => rowKey === 'head');
  if (head?.sequence !== next - 1 || head.hash !== previous) faults.push('head');
  return faults;
}
