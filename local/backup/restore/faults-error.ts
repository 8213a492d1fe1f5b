import type { Fault } from '../../../src/audit/verify/fault.ts';
import { BackupError } from '../errors.ts';
import type { Manifest } from '../manifest.ts';

const MOST_SHOWN = 20;

/** What the restored trail does not prove, and how to go on; nothing was added to it. */
export function faultsError(faults: readonly Fault[], { at }: Manifest): BackupError {
  const shown = faults.slice(0, MOST_SHOWN).map(lineOf);
  const more = faults.length > MOST_SHOWN ? [`  and ${faults.length - MOST_SHOWN} more`] : [];
  const has = (kind: Fault['kind']) => faults.some((fault) => fault.kind === kind);
  const why = has('wrong_key')
    ? 'The key that made them is not among those given: set AUDIT_KEY and AUDIT_KEYS_PREVIOUS as the app had them, and repeat the command.'
    : has('tail_cut')
      ? `Seals are newer than the backup of ${at}: the events of tail_cut happened after it and are lost. To go on, name a new, empty account in RegisterSeals and repeat the command with --seals; the old seals stay as evidence.`
      : 'If seals are gone, repeat the command with --seals. If the faults were there before the backup, repeat it with --accept-faults.';
  const told = [`All rows were put back, and the trail has ${faults.length} faults:`, ...shown, ...more, why];
  return new BackupError('trail_faults', told.join('\n'));
}

function lineOf({ kind, chain, first, last, row, detail }: Fault): string {
  const place = first === null ? (row ?? '') : `${first}-${last}`;
  return `  ${kind} ${chain} ${place}: ${detail}`;
}
