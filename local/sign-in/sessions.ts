import { randomBytes } from 'node:crypto';
import type { Now } from '../../src/clock.ts';
import type { InventedPerson } from './people.ts';

/** As long as a session of App Service Authentication: eight hours. */
const SESSION_MS = 8 * 3_600_000;
/** So many sessions are held; the oldest goes first. */
const MOST_SESSIONS = 1_000;

/** Somebody who is signed in. */
export interface Session {
  readonly person: InventedPerson;
  /** Milliseconds since 1970 at which they said who they are. */
  readonly signedInAt: number;
  /** The same at which it ends. */
  readonly endsAt: number;
}

/** Who is signed in, in the memory of this process. */
export class Sessions {
  readonly #now: Now;
  readonly #held = new Map<string, Session>();

  constructor(now: Now) {
    this.#now = now;
  }

  /** Signs somebody in, who said so now unless told otherwise; gives what the browser has to show from then on. */
  open(person: InventedPerson, signedInAt = this.#now()): string {
    const id = randomBytes(32).toString('base64url');
    this.#held.set(id, { person, signedInAt, endsAt: this.#now() + SESSION_MS });
    const [oldest] = this.#held.keys();
    if (this.#held.size > MOST_SESSIONS && oldest !== undefined) this.#held.delete(oldest);
    return id;
  }

  find(id: string): Session | undefined {
    const session = this.#held.get(id);
    return session !== undefined && session.endsAt > this.#now() ? session : undefined;
  }

  close(id: string): void {
    this.#held.delete(id);
  }
}
