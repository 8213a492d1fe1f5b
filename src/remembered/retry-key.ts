import { RECORD_KINDS, type RecordRef } from '../register/record.ts';

/** The key under which a record waits to be tried again by the next run. */
export function retryKey({ kind, id }: RecordRef): string {
  return `${kind}|${id}`;
}

/** The record of a key; `undefined` when it is of no kind that is known. */
export function recordOfRetry(key: string): RecordRef | undefined {
  const [name, id = ''] = key.split('|');
  const kind = RECORD_KINDS.find((one) => one === name);
  return kind === undefined || id === '' ? undefined : { kind, id };
}
