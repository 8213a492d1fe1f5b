import type { Tables } from './tables.ts';

/**
 * One step from a version of the tables to the next. It may be cut short anywhere, be repeated at any time, also after later ones, and
 * run beside itself and beside a slice that began under the earlier version. Rows of `RegisterAudit` are never rewritten.
 */
export interface Migration {
  /** The version that the tables have after it. */
  readonly to: number;
  migrate(tables: Tables): Promise<void>;
}

/** All steps there have been, in the order of their numbers; the tables began with version 1. */
export const MIGRATIONS: readonly Migration[] = [];
