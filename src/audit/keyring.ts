import { AuditKey } from './key.ts';

const ID_OF_LOST_KEY = /^id:([0-9a-f]{16})$/;

/**
 * The key that events are made with now, and those it replaced (setting `AUDIT_KEYS_PREVIOUS`): they still verify what was
 * made with them. One that is lost can be named by its id alone, as `id:47e4bb7642471b9d`; its section cannot be verified.
 */
export class Keyring {
  readonly current: AuditKey;
  readonly #keys: ReadonlyMap<string, AuditKey>;
  readonly #lost: ReadonlySet<string>;

  constructor(current: AuditKey, previous: readonly string[] = []) {
    this.current = current;
    const secrets = previous.filter((entry) => !ID_OF_LOST_KEY.test(entry)).map((secret) => new AuditKey(secret));
    this.#keys = new Map([...secrets, current].map((key) => [key.id, key]));
    this.#lost = new Set(previous.flatMap((entry) => ID_OF_LOST_KEY.exec(entry)?.[1] ?? []));
  }

  /** The key with this id, if it is known. */
  find(id: string): AuditKey | undefined {
    return this.#keys.get(id);
  }

  /** Whether a chain that was last written with this key may be continued: somebody said that the key was replaced. */
  mayFollow(id: string): boolean {
    return this.#keys.has(id) || this.#lost.has(id);
  }
}
