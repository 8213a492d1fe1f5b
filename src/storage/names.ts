import type { Account } from '../settings/accounts.ts';

/** Names of the tables, the queue and the containers; others than these where several programs share one emulator. */
export interface StorageNames {
  readonly audit: string;
  readonly runs: string;
  readonly index: string;
  /** Lists of people to erase, and what companies keep of those who were. */
  readonly erasures: string;
  /** Keyed hashes of the addresses of people who were erased. */
  readonly erased: string;
  /** Requests of people in the register. */
  readonly requests: string;
  readonly slices: string;
  readonly seals: string;
  /** Copies for people, until they are fetched. */
  readonly copies: string;
}

/** One queue for all registers, so that they share the instances. */
export const SLICE_QUEUE = 'register-slices';

/** Where the Functions host puts messages that a queue gives up. */
export function poisonQueueOf(queue: string): string {
  return `${queue}-poison`;
}

/** Where a register keeps what it keeps: tables and seals of its own where there are several HubSpot accounts. */
export function storageNamesOf(account: Account | undefined): StorageNames {
  const { name = '', tables } = account ?? {};
  const own = tables === 'suffixed' ? name : '';
  const table = (base: string) => `${base}${own.slice(0, 1).toUpperCase()}${own.slice(1)}`;
  return {
    audit: table('RegisterAudit'),
    runs: table('RegisterRuns'),
    index: table('RegisterIndex'),
    erasures: table('RegisterErasures'),
    erased: table('RegisterErased'),
    requests: table('RegisterRequests'),
    slices: SLICE_QUEUE,
    seals: own === '' ? 'register-seals' : `register-seals-${own}`,
    copies: own === '' ? 'register-copies' : `register-copies-${own}`,
  };
}
