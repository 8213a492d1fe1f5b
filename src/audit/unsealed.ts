import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { SharedRow } from '../storage/shared-row.ts';

const unsealedSchema = z.strictObject({
  /** ISO 8601 UTC: since when no attempt to seal has come off; `null` when the last one did. */
  since: z.string().nullable(),
  code: z.enum(['seal_broken', 'seal_failed']),
});

/** Since when the trail could not be sealed (ISO 8601 UTC), and why. */
export interface Unsealed {
  readonly since: string;
  readonly code: z.infer<typeof unsealedSchema>['code'];
}

/** Remembers in a table, for all instances, since when the trail cannot be sealed. */
export class UnsealedSince {
  readonly #row: SharedRow<z.infer<typeof unsealedSchema>>;

  constructor(table: TableClient) {
    this.#row = new SharedRow(async () => table, 'sealing', 'unsealed', unsealedSchema);
  }

  /** The trail could not be sealed at `at`; an earlier failure stays the one since when. */
  async failed(at: string, code: Unsealed['code']): Promise<void> {
    await this.#row.change((held) => {
      const since = held === undefined || held === 'unreadable' ? null : held.since;
      return { next: { since: since ?? at, code }, result: undefined };
    });
  }

  /** The trail was sealed. */
  async mended(): Promise<void> {
    await this.#row.change((held) => {
      const isMended = held === undefined || (held !== 'unreadable' && held.since === null);
      return { next: isMended ? undefined : { since: null, code: 'seal_failed' }, result: undefined };
    });
  }

  /** `undefined` when the last attempt to seal came off, or there was none. */
  read(): Promise<Unsealed | undefined> {
    return this.#row.change((held) => {
      if (held === undefined || held === 'unreadable' || held.since === null)
        return { next: undefined, result: undefined };
      return { next: undefined, result: { since: held.since, code: held.code } };
    });
  }
}
