import type { RecordKind } from '../register/record.ts';

/** The key under which a record waits to be tried again by the next run. */
export function retryKey(kind: RecordKind, id: string): string {
  return `${kind}|${id}`;
}
