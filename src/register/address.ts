import { domainToASCII } from 'node:url';
import { type HeldValues, membersOf } from './difference.ts';
import { textOf } from './value.ts';

/** Properties in which HubSpot keeps the addresses of a contact: the first, and the others joined with `;`. */
export const ADDRESS_PROPERTIES = ['email', 'hs_additional_emails'] as const;

/** What no host name holds, and what would end one in a URL, by whose parser domains are read. */
const NO_DOMAIN = /[\s/?#\\:@[\]%]/;

/** Domains of one mail service that delivers regardless of dots (Google, "Dots don't matter in Gmail addresses"). */
const GMAIL = new Set(['gmail.com', 'googlemail.com']);

/**
 * An e-mail address in the one form in which it is compared: NFC, lower case, the domain in ASCII by UTS 46. The local part
 * in lower case as well, though RFC 5321 lets it matter: HubSpot does the same. `undefined` for a text that is no address.
 */
export function normalAddress(text: string): string | undefined {
  const address = text.trim();
  const at = address.lastIndexOf('@');
  // Composed last: lower case may come apart (U+0130). UTS 46 composes the domain itself.
  const local = address.slice(0, Math.max(0, at)).toLowerCase().normalize('NFC').trim();
  const domain = address.slice(at + 1).toLowerCase();
  if (local === '' || NO_DOMAIN.test(domain)) return undefined;
  const ascii = domainToASCII(domain).replace(/\.+$/, '');
  return ascii === '' ? undefined : `${local}@${ascii}`;
}

/**
 * A normal address without what a person may vary and still get the mail: a plus tag, and the dots of Gmail. Other services
 * deliver such addresses to different people, so two that agree are a hint and no proof.
 */
export function weakForm(normal: string): string {
  const at = normal.lastIndexOf('@');
  const [local, domain] = [normal.slice(0, at), normal.slice(at + 1)];
  const plain = withoutTag(local);
  if (!GMAIL.has(domain)) return `${plain}@${domain}`;
  return `${plain.replaceAll('.', '') || plain}@gmail.com`;
}

/** What stands before the first plus; a text that begins with one has no tag. */
function withoutTag(local: string): string {
  const plus = local.indexOf('+');
  return plus > 0 ? local.slice(0, plus) : local;
}

/** All addresses that HubSpot holds of a contact, normal, each once. */
export function addressesOf(values: HeldValues): string[] {
  const texts = ADDRESS_PROPERTIES.flatMap((name) => membersOf(textOf(values, name)));
  return [...new Set(texts.flatMap((text) => normalAddress(text) ?? []))];
}
