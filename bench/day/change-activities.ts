import type { AccountData } from '../../local/simulator/account.ts';
import { associatedIds, editRecord } from '../../local/simulator/change.ts';
import type { ServiceContact } from '../../src/register/service-contact.ts';
import { addActivity, COUNTED, type Counted, datedAt, type Of } from './activities.ts';
import type { Cast } from './cast.ts';
import type { Clocks } from './clocks.ts';
import type { Changes } from './size.ts';
import { spread } from './times.ts';

const TEXT: Readonly<Record<Counted, string>> = {
  meetings: 'hs_meeting_body',
  calls: 'hs_call_body',
  emails: 'hs_email_text',
  communications: 'hs_communication_body',
  postal_mail: 'hs_postal_mail_body',
};

const WEEK = 7 * 86_400_000;

/** Makes and changes activities as staff do, at times spread over `from` to `to`. `added` are contacts without any. */
export function changeActivities(
  account: AccountData,
  cast: Cast,
  changes: Changes,
  added: readonly Of[],
  clocks: Clocks,
  from: number,
  to: number,
): void {
  const about = [...added, ...cast.contacts(changes.newActivities)];
  spread(about.length, from, to).forEach((at, nth) => {
    const of = about[nth];
    if (of !== undefined) addActivity(account, typeOf(nth), of, at, at);
  });
  const meetings = cast.contacts(changes.scheduled);
  spread(meetings.length, from, to).forEach((at, nth) => {
    const of = meetings[nth];
    if (of !== undefined) addActivity(account, 'meetings', of, at + WEEK, at);
  });
  const edit = (count: number, values: (type: Counted, at: number) => Record<string, string>) =>
    spread(count, from, to).forEach((at, nth) => {
      const type = typeOf(nth);
      editRecord(account, type, oneOf(account, cast, type), values(type, at), at);
    });
  edit(changes.texts, (type) => ({ [TEXT[type]]: 'Lisätty muistiinpano' }));
  edit(changes.postponed, datedAt);
  spread(changes.cancelled, from, to).forEach((at, nth) => {
    const { type, id, values } = cancellable(cast, clocks, nth % 2 === 0);
    editRecord(account, type, id, values, at);
  });
}

function typeOf(nth: number): Counted {
  return COUNTED[nth % COUNTED.length] ?? 'meetings';
}

/** An activity of a type on a company that nothing else happens to. */
function oneOf(account: AccountData, cast: Cast, type: Counted): string {
  for (;;) {
    const [id] = associatedIds(account, 'companies', cast.company(), type);
    if (id !== undefined) return id;
  }
}

const CANCELLED: Readonly<Partial<Record<ServiceContact['type'], Record<string, string>>>> = {
  meetings: { hs_meeting_outcome: 'CANCELED' },
  calls: { hs_call_status: 'CANCELED' },
  emails: { hs_email_status: 'BOUNCED' },
};

/** An activity that sets the clock of a customer, or else the own clock of a contact, and can be cancelled. */
function cancellable(cast: Cast, { own, customer }: Clocks, ofCustomer: boolean) {
  for (;;) {
    const company = cast.company();
    const sources = ofCustomer ? [customer.get(company)] : cast.peopleOf(company).map((id) => own.get(id));
    for (const source of sources) {
      const values = source && CANCELLED[source.type];
      if (source && values) return { type: source.type, id: source.id, values };
    }
  }
}
