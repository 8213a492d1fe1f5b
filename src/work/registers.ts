import { framesOf, type Log, logLine } from '../log.ts';
import type { SliceMessage } from '../storage/slice-queue.ts';
import { toldPlainly } from '../storage/unavailable.ts';

/** A register as those see it who have to choose among several. */
interface Named {
  /** Name of its HubSpot account; `undefined` when it is the only one. */
  readonly account: string | undefined;
  readonly tables: 'suffixed' | 'unsuffixed' | undefined;
}

/** The registers of the app by HubSpot account: one, or as many as REGISTER_ACCOUNTS names. */
export class Registers<Register extends Named> {
  readonly all: readonly Register[];
  /** Names of the accounts; none when there is one register only. */
  readonly names: readonly string[];

  constructor(all: readonly Register[]) {
    this.all = all;
    this.names = all.flatMap(({ account }) => (account === undefined ? [] : [account]));
  }

  /** The only one, or the one that REGISTER_ACCOUNTS names first. */
  get first(): Register {
    const [first] = this.all;
    if (first === undefined) throw new RangeError('There is no register.');
    return first;
  }

  /** The register of this account; without a name the only one. */
  find(account: string | undefined): Register | undefined {
    return this.all.find((register) => register.account === account);
  }

  /**
   * The register that a message is for. One without an account is from before there were several, so it is for the register
   * that was there then; `undefined`, and a line in the log, when nobody is there to work it off.
   */
  forMessage({ account, runId }: SliceMessage, log: Log): Register | undefined {
    const found = account === undefined ? this.#theFirst() : this.find(account);
    // Its run waits in its tables: the next timer of that account, once it is back, goes on with it.
    if (found === undefined) log('error', logLine('slice_of_no_account', { runId, account }));
    return found;
  }

  /**
   * Does something for every register, side by side: one that fails does not stop another. Rejects with the first failure,
   * when all have been done; that storage cannot be used is one message.
   */
  async inEach(work: (register: Register) => Promise<void>, log: Log): Promise<void> {
    const results = await Promise.allSettled(this.all.map((register) => work(register)));
    const failed = results.flatMap((result, place) =>
      result.status === 'rejected' ? [{ reason: result.reason, account: this.all[place]?.account }] : [],
    );
    for (const { reason, account } of failed) {
      if (account === undefined) continue;
      const [kind, frames] = reason instanceof Error ? [reason.name, framesOf(reason)] : [typeof reason, ''];
      log('error', logLine('account_failed', { account, kind, frames }));
    }
    if (failed[0] !== undefined) throw toldPlainly(failed[0].reason);
  }

  #theFirst(): Register | undefined {
    return this.find(undefined) ?? this.all.find(({ tables }) => tables === 'unsuffixed');
  }
}
