import { createHmac } from 'node:crypto';
import { type Canonical, canonicalJson } from './canonical.ts';

/** Separates these hashes from every other use of the same key, and one version of the format from the next. */
const DOMAIN = 'rekisteri-audit-v2';

/** Hash before the first entry of a chain, and the sum of nothing. */
export const NO_HASH = '0'.repeat(64);

/** What is authenticated beside entries. */
type Authenticated = 'continuation' | 'head' | 'index' | 'open' | 'pruned' | 'row' | 'seal';

/** The secret that keys the audit trail (setting `AUDIT_KEY`). Without it nobody can make a chain that verifies. */
export class AuditKey {
  readonly #secret: string;
  /** Names the key in all that is made with it. */
  readonly id: string;

  constructor(secret: string) {
    this.#secret = secret;
    this.id = this.#hmac('key-id', '').slice(0, 16);
  }

  /** HMAC-SHA256 over domain, canonical JSON of the entry and previous hash, as lower-case hexadecimal digits. */
  hashOf(entry: Canonical, previousHash: string): string {
    return this.#hmac('entry', `${canonicalJson(entry)}\n${previousHash}`);
  }

  /** HMAC-SHA256 over domain, kind and canonical JSON of what stands beside the entries of a chain. */
  macOf(kind: Authenticated, value: Canonical): string {
    return this.#hmac(kind, canonicalJson(value));
  }

  /** Stands in the trail for a text that must not be kept there, such as what somebody typed into a property. */
  hashOfText(property: string, text: string): string {
    return `hmac:${this.#hmac('text', `${property}\n${text}`)}`;
  }

  #hmac(kind: string, content: string): string {
    return createHmac('sha256', this.#secret).update(`${DOMAIN}/${kind}\n${content}`).digest('hex');
  }
}
