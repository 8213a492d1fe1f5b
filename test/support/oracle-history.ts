import type { AccountData, CrmRecord } from '../../local/simulator/account.ts';
import type { Policy } from '../../src/policy/schema.ts';
import type { OracleValues } from './oracle.ts';
import { oracleInstant } from './oracle-calendar.ts';
import { oracleRegister } from './oracle-register.ts';

/** What the consents of a contact were after the last run, and when they came to be so (`''`: never changed). */
interface Remembered {
  readonly status: string;
  readonly channels: string;
  readonly updatedAt: string;
}

/**
 * The oracle over several runs. All values but two follow from the account and the time. Floors of companies only rise.
 * `rekisteri_consent_updated_at` is the time of the run in which status or channels became others than after the run before.
 * What was typed over either is no change: an edited value is to be put back to the remembered one. A contact that no run has
 * seen yet, such as the survivor of a merge under a new id, goes by what it holds.
 */
export class OracleHistory {
  readonly #account: AccountData;
  readonly #policy: Policy;
  readonly #remembered = new Map<string, Remembered>();
  /** When erased people of each company were last in contact, as far as any run could see: it only moves forward. */
  readonly #floors = new Map<string, number>();

  constructor(account: AccountData, policy: Policy) {
    this.#account = account;
    this.#policy = policy;
  }

  /** Notes what contacts hold that no run has seen yet, and the floors of companies. To be called before runs. */
  beforeRuns(): void {
    this.#noteFloors();
    for (const [id, { properties }] of this.#account.records.contacts) {
      if (this.#remembered.has(id)) continue;
      const { rekisteri_consent_status: status = '', rekisteri_consent_channels: channels = '' } = properties;
      this.#remembered.set(id, { status, channels, updatedAt: instantText(properties.rekisteri_consent_updated_at) });
    }
  }

  /**
   * What HubSpot should hold after runs at these times (epoch ms), the last of which decides. With a search index that
   * lags, a change may have been met by any of the runs: the time that HubSpot holds is right when it is one of theirs.
   */
  afterRuns(...times: readonly [number, ...number[]]): OracleValues {
    const last = times.at(-1) ?? times[0];
    const { contacts, companies } = oracleRegister(this.#account, this.#policy, last, this.#floors);
    for (const [id, values] of contacts) {
      const now = this.#now(this.#account.records.contacts.get(id), values, times);
      this.#remembered.set(id, now);
      values.rekisteri_consent_updated_at = now.updatedAt;
    }
    return { contacts, companies };
  }

  /** A company takes over what those knew that were merged into it, whatever the merge left of their values. */
  #noteFloors(): void {
    const { companies } = this.#account.records;
    for (const company of companies.values()) {
      let survivor = company;
      while (survivor.mergedInto !== undefined) survivor = companies.get(survivor.mergedInto) ?? raiseMissing();
      const typed = survivor === company && !company.archivedAt && company.properties.rekisteri_erased_contact_at;
      const known = [this.#floors.get(company.id), typed ? oracleInstant(typed) : undefined];
      for (const at of known) {
        if (at !== undefined && at > (this.#floors.get(survivor.id) ?? Number.NEGATIVE_INFINITY))
          this.#floors.set(survivor.id, at);
      }
    }
  }

  #now(contact: CrmRecord | undefined, values: Record<string, string>, times: readonly number[]): Remembered {
    const { rekisteri_consent_status: status = '', rekisteri_consent_channels: channels = '' } = values;
    const before = this.#remembered.get(contact?.id ?? '');
    if (before === undefined) throw new RangeError('beforeRuns was not called: nothing is known of a contact');
    const isFirstOfNothing = before.status === '' && before.channels === '' && status === 'not_recorded';
    const isSame = before.status === status && members(before.channels) === members(channels);
    if (isSame || isFirstOfNothing) return { status, channels, updatedAt: before.updatedAt };
    const held = instantText(contact?.properties.rekisteri_consent_updated_at);
    const possible = times.map((time) => new Date(time).toISOString());
    return { status, channels, updatedAt: possible.includes(held) ? held : (possible.at(-1) ?? '') };
  }
}

function raiseMissing(): never {
  throw new RangeError('a company was merged into one that the account lacks');
}

function instantText(value: string | undefined): string {
  return value ? new Date(oracleInstant(value)).toISOString() : '';
}

function members(channels: string): string {
  return channels.split(';').sort().join(';');
}
