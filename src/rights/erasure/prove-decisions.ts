import type { ChainedEvent } from '../../audit/event.ts';
import { fieldsOf } from '../cause-fields.ts';
import { totalsOf } from './certificate.ts';
import type { Certificate } from './certificate-schema.ts';
import { PeopleDigest } from './people-digest.ts';
import { isDeepStrictEqual } from 'node:util';

/** What a certificate says of its list as a whole and no event of the list (`erasure:ID`) confirms, in words; nothing when all is. */
export function unconfirmed(certificate: Certificate, events: readonly ChainedEvent[]): string[] {
  const { ground, listHash, approver, approvals, preparers, policyDigest } = certificate;
  const says = (action: ChainedEvent['action'], actor: string | null, fields: Readonly<Record<string, string>>) =>
    events.some((event) => {
      if (event.action !== action || (actor !== null && event.actor !== actor)) return false;
      const said = fieldsOf(event.cause);
      return Object.entries(fields).every(([name, value]) => said.get(name) === value);
    });
  const hash = { listHash: listHash ?? '' };
  const [first = ''] = preparers;
  return [
    ...(says('erasure_requested', first, { ground }) ? [] : [`${first} had it prepared for the ground ${ground}`]),
    ...(says('erasure_approved', approver ?? '', hash) ? [] : [`${approver} approved the hash ${listHash}`]),
    ...(says('erasure_begun', null, { ...hash, approver: approver ?? '', policyDigest })
      ? []
      : ['the list of this hash, approver and policy was carried out']),
    ...(approvals === 2 && approver !== null && preparers.includes(approver)
      ? ['somebody else approved it than prepared it']
      : []),
    ...ofEnd(certificate, says),
    ...ofLaterChecks(certificate, says),
  ];
}

type Says = (action: ChainedEvent['action'], actor: null, fields: Readonly<Record<string, string>>) => boolean;

/** The last event of the execution has a digest of all that became of people. */
function ofEnd({ state, people, totals }: Certificate, says: Says): string[] {
  const digest = new PeopleDigest();
  for (const person of people) digest.add(person);
  const { counts } = totals;
  const isSum = isDeepStrictEqual({ ...totals, counts: { ...counts } }, totalsOf(people));
  return [
    ...(says('erasure_ended', null, { state }) ? [] : [`it ended as ${state}`]),
    ...(says('erasure_ended', null, { people: digest.hex }) ? [] : ['this became of exactly these people']),
    ...(isSum ? [] : ['its totals are those of its people']),
  ];
}

function ofLaterChecks({ laterChecks }: Certificate, says: Says): string[] {
  return laterChecks.flatMap(({ days, result, foundCount, goneAt }) => {
    if (result === null) return [];
    const at = { days: `${days}` };
    const isTold = says('erasure_looked_after', null, { ...at, result, found: `${foundCount}` });
    const isGone = goneAt === null || says('erasure_looked_after', null, { ...at, result: 'gone' });
    return isTold && isGone ? [] : [`a look after ${days} days had this result`];
  });
}
