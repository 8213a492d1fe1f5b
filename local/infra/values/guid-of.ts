import { createHash } from 'node:crypto';

/** A digest of values, as hexadecimal digits. */
export function hashOf(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

/** A GUID that depends on values, and is the same for the same; not the one that Azure computes. */
export function guidOf(...values: readonly unknown[]): string {
  return hashOf(values).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}
