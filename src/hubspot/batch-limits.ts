import { HubSpotError } from './errors.ts';
import type { BatchSize } from './sizes-seen.ts';

/** What is asked for many at a time. */
export type Asked = 'association reads' | 'history reads' | 'record reads' | 'list pages' | 'search pages';

/** A number that HubSpot documents and takes less than. */
export interface LoweredLimit {
  readonly asked: Asked;
  readonly documented: number;
  readonly most: number;
}

/**
 * How many inputs HubSpot takes in one request, or how many results it gives, where that is less than documented: it has lowered
 * such a limit overnight before (airbytehq/airbyte#48834). Learned from its refusals, for as long as the process lives.
 */
export class BatchLimits {
  readonly #lowered = new Map<Asked, LoweredLimit>();

  /** How many to ask for at a time. */
  most(asked: Asked, documented: number): number {
    return Math.min(documented, this.#lowered.get(asked)?.most ?? documented);
  }

  /** Keeps that HubSpot takes no more than so many. */
  learn(asked: Asked, documented: number, most: number): void {
    if (most < this.most(asked, documented)) this.#lowered.set(asked, { asked, documented, most });
  }

  /** The same of one thing, as `isolate` takes it. */
  sizeOf(asked: Asked, documented: number): BatchSize {
    const learn = (most: number) => this.learn(asked, documented, most);
    return { most: this.most(asked, documented), learn };
  }

  /** What was learned so far. */
  get lowered(): readonly LoweredLimit[] {
    return [...this.#lowered.values()];
  }
}

/** Fewer results on a page than this are not tried: it is another reason for which HubSpot refuses. */
const SMALLEST_PAGE = 10;

/** Asks for a page with as many results as HubSpot gives; where it refuses that, for half as many. Throws what it refuses otherwise. */
export async function withPageSize<Page>(size: BatchSize, ask: (limit: number) => Promise<Page>): Promise<Page> {
  let limit = size.most;
  for (;;) {
    try {
      const page = await ask(limit);
      if (limit < size.most) size.learn(limit);
      return page;
    } catch (error) {
      if (!(error instanceof HubSpotError) || error.status !== 400) throw error;
      const said = error.mostInputs;
      const next = said !== undefined && said < limit ? said : Math.floor(limit / 2);
      if (next < SMALLEST_PAGE) throw error;
      limit = next;
    }
  }
}
