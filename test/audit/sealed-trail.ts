import type { Against } from '../../src/audit/verify/chain-check.ts';
import { verifyTrail } from '../../src/audit/verify/verify-trail.ts';
import { type AuditTable, auditTable, KEYS } from './audit-table.ts';
import { allApplied, contactsIn, intent, RUN } from './sample-intents.ts';

export const CHAIN = 'chain-3';
const OTHER = 'chain-5';
export const SUBJECTS = contactsIn(CHAIN, 4);

/** Where the entries of `CHAIN` begin in a sealed trail: two intents and their outcome, twice. */
export const PLACES = [1, 4, 7, 13, 16, 19] as const;

/** A trail of two chains that was sealed twice: at event 12 of `CHAIN`, and at its last one, 24, and at event 6 of another. */
export async function sealedTrail(): Promise<AuditTable> {
  const audit = await auditTable();
  const trail = audit.trail();
  const others = contactsIn(OTHER, 1);
  const change = async (subjects: readonly string[], label: string) => {
    const intents = subjects.map((subject) => intent(subject, 3, label));
    await trail.conclude(await trail.intend(intents, RUN), allApplied(subjects), RUN);
  };
  await change(SUBJECTS.slice(0, 2), 'a');
  await change(others, 'a');
  await audit.sealer().seal();
  await change(SUBJECTS.slice(2, 4), 'b');
  await audit.sealer().seal();
  return audit;
}

/** What the verification says, a line for each fault: kind, chain, place. */
export async function faultsIn(
  { table, seals }: AuditTable,
  keys = KEYS,
  more: Partial<Against> = {},
): Promise<string[]> {
  const sealsOf = (chain: string) => seals.read(chain);
  const { chains, strays } = await verifyTrail(table, { keys, sealsOf, ...more });
  const faults = [...chains.flatMap((chain) => chain.faults), ...strays];
  return faults.map(({ kind, chain, first, last, row }) => {
    const place = row ?? (first === last ? String(first) : `${first}-${last}`);
    return `${kind} ${chain} ${place}`;
  });
}
