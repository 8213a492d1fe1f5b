import Table from 'cli-table3';
import type { Verification } from '../../src/audit/verification.ts';

const MOST_SHOWN = 50;

/** What was found of an export, for people. */
export function report(
  file: string,
  exportedAt: string | undefined,
  isSealed: boolean,
  { chains, faults, faultCount, events, durationMs }: Verification,
): string {
  const rows = chains.map(({ chain, events: count, pruned, sequence, sealedUntil, lastSeal, faultCount: wrong }) => {
    return [chain, count, pruned, sequence, isSealed ? lastSeal : '-', isSealed ? sealedUntil : '-', wrong];
  });
  const head = ['chain', 'events', 'pruned', 'last event', 'last seal', 'sealed until', 'faults'];
  const parts = [`${file}, exported ${exportedAt ?? 'at an unknown time'}:`, table(head, rows)];
  if (!isSealed) {
    parts.push(
      'Compared with no seals: that the end of a chain was cut, or all of it was written anew with the key, shows only against ' +
        'seals. Name their folder with --seals.',
    );
  }
  if (faultCount > 0) {
    const shown = faults.slice(0, MOST_SHOWN);
    const found = shown.map(({ kind, chain, first, last, row, detail }) => [
      kind,
      chain || '-',
      printable(row ?? (first === last ? String(first) : `${first}-${last}`)),
      detail,
    ]);
    const title = faultCount > shown.length ? `The first ${shown.length} of ${faultCount} faults` : 'Faults';
    parts.push(`${title}:\n${table(['kind', 'chain', 'place', 'what'], found)}`);
  }
  const verdict = faultCount === 0 ? 'OK' : `FAILED: ${faultCount} ${faultCount === 1 ? 'fault' : 'faults'}`;
  parts.push(`${verdict} (${events} events, ${(durationMs / 1000).toFixed(1)} s)`);
  return parts.join('\n');
}

/** Whoever wrote a row chose its key, and a terminal obeys control characters. */
function printable(text: string): string {
  return text.replaceAll(/[^ -~]/g, '?').slice(0, 60);
}

function table(head: string[], rows: (string | number)[][]): string {
  const made = new Table({ head, style: { head: [], border: [], compact: true } });
  made.push(...rows);
  return made.toString();
}
