import { randomBytes } from 'node:crypto';
import { odata, type TableClient } from '@azure/data-tables';
import type { Now } from '../clock.ts';
import { formatInstant } from '../register/instant.ts';
import { findRow } from '../storage/find-row.ts';
import { ignoreChanged } from '../storage/status.ts';
import { type KnownRequest, REQUESTS, type RequestHashes, requestSchema } from './request-rows.ts';
import { newRunId } from './run.ts';

const KEPT_MS = 24 * 3_600_000;
/** Longer than a request takes as a rule. Whoever takes over from somebody who is only slow adds no run, only an event. */
export const LEASE_MS = 30_000;
const REMOVED_AT_ONCE = 20;

/**
 * Requests that carried an `Idempotency-Key`, for 24 hours: which run answers each. The row is created before the run, and
 * whoever created it, or took over from somebody who crashed, holds its lease.
 */
export class RequestKeys {
  readonly #table: TableClient;
  readonly #now: Now;

  /** `now` is the system's clock: leases have to pass. */
  constructor(table: TableClient, now: Now) {
    this.#table = table;
    this.#now = now;
  }

  /** The request with this key, new or known. It is ours to carry out when `holder` is the one given. */
  async claim({ key, body }: RequestHashes, holder: string): Promise<KnownRequest> {
    for (;;) {
      const known = await this.#find(key);
      if (known !== undefined && !this.#isOver(known)) return known;
      const fresh = this.#fresh(key, body, holder);
      const written =
        known === undefined
          ? this.#table.createEntity(fresh)
          : this.#table.updateEntity(fresh, 'Replace', { etag: known.etag });
      await written.then(() => this.#removeOld()).catch(ignoreChanged);
    }
  }

  /** Takes the lease from somebody who lost it; `undefined` when it is held, or somebody else was quicker. */
  async takeOver(key: string, known: KnownRequest, holder: string): Promise<KnownRequest | undefined> {
    if (known.leaseUntil > this.#instant()) return undefined;
    await this.#replace(key, { ...known, holder, leaseUntil: this.#instant(LEASE_MS) }).catch(ignoreChanged);
    const now = await this.#find(key);
    return now?.holder === holder ? now : undefined;
  }

  /** Gives the lease back; what was asked for is answered by the run `runId`, now or when the request is repeated. */
  async release(key: string, known: KnownRequest, runId: string): Promise<void> {
    await this.#replace(key, { ...known, runId, leaseUntil: this.#instant() }).catch(ignoreChanged);
  }

  /** Forgets the request, for nothing came of it: whoever is refused again and again must not fill the table. */
  async forget(key: string, { etag }: KnownRequest): Promise<void> {
    await this.#table.deleteEntity(REQUESTS, key, { etag }).catch(ignoreChanged);
  }

  async #find(key: string): Promise<KnownRequest | undefined> {
    const row = await findRow(this.#table, REQUESTS, key);
    return row === undefined ? undefined : requestSchema.parse(row);
  }

  #fresh(key: string, body: string, holder: string) {
    const lease = { leaseUntil: this.#instant(LEASE_MS), holder };
    return { partitionKey: REQUESTS, rowKey: key, runId: newRunId(this.#now()), body, at: this.#instant(), ...lease };
  }

  async #replace(key: string, { etag, ...row }: KnownRequest): Promise<void> {
    await this.#table.updateEntity({ partitionKey: REQUESTS, rowKey: key, ...row }, 'Replace', { etag });
  }

  #isOver({ at }: KnownRequest): boolean {
    return at < this.#instant(-KEPT_MS);
  }

  /** A few old ones for each new one: the table does not grow, and nobody waits long. */
  async #removeOld(): Promise<void> {
    const filter = odata`PartitionKey eq ${REQUESTS} and at lt ${this.#instant(-KEPT_MS)}`;
    const pages = this.#table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: REMOVED_AT_ONCE });
    for await (const page of pages) {
      await Promise.all(
        page.map(({ rowKey = '', etag = '' }) =>
          this.#table.deleteEntity(REQUESTS, rowKey, { etag }).catch(ignoreChanged),
        ),
      );
      return;
    }
  }

  #instant(fromNow = 0): string {
    return formatInstant(this.#now() + fromNow);
  }
}

/** Names one attempt to carry out a request. */
export function newHolder(): string {
  return randomBytes(8).toString('hex');
}
