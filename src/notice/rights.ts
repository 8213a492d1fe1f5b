import type { Policy } from '../policy/schema.ts';
import { type Block, facts, list, table } from './document.ts';
import { reachOf } from './parties.ts';
import type { Phrases } from './phrases.ts';
import { LABELS } from './words.ts';

/** §12, Art. 16 to 18: one after another, as the notice words them. */
export function rectificationBlocks({ rights }: Policy, { texts }: Phrases): Block[] {
  return [...texts(rights.rectification), ...texts(rights.erasure), ...texts(rights.restriction)];
}

/** §13: how to reach the controller. */
export function contactBlocks({ contact }: Policy, { line, texts }: Phrases): Block[] {
  const ways = [contact.postal, contact.email].map((way) => line(way)).filter((way) => way.length > 0);
  return [...texts(contact.text), ...list(ways), ...texts(contact.verification)];
}

/** Art. 13(2)(d), 77: whom people may turn to. */
export function complaintBlocks({ complaint }: Policy, phrases: Phrases): Block[] {
  if (complaint === null) return [];
  const { name, ...reach } = complaint;
  const { line, own } = phrases;
  return facts([[line(own(LABELS.name)), line(name)], ...reachOf(reach, phrases)]);
}

/** Art. 13(3): what has changed, newest first. */
export function changeBlocks({ changes }: Policy, { line, own, date }: Phrases): Block[] {
  const newestFirst = changes.toSorted((one, other) => (one.on < other.on ? 1 : one.on > other.on ? -1 : 0));
  return table(
    own(LABELS.changes),
    [own(LABELS.on), own(LABELS.change)],
    newestFirst.map(({ on, text }) => [line(date(on)), line(text)]),
  );
}
