import { isRecordId } from '../../parts/record-id.ts';

/** What an officer is about to file. */
export interface FileDraft {
  readonly kind: string;
  readonly receivedOn: string;
  readonly channel: string;
  readonly by: 'email' | 'contact' | 'nobody';
  readonly emails: string;
  readonly contactIds: string;
  readonly marketing: boolean;
}

export const EMPTY_DRAFT: FileDraft = {
  kind: '',
  receivedOn: '',
  channel: '',
  by: 'email',
  emails: '',
  contactIds: '',
  marketing: false,
};

type Fault = 'needKind' | 'needDay' | 'needChannel' | 'needEmails' | 'needContacts' | 'wrongEmails' | 'wrongContacts';

/** What is wrong with it, by field; the API looks at everything again. `today` is the register's own. */
export function faultsOfDraft(draft: FileDraft, today: string): Readonly<Record<string, Fault>> {
  const { kind, receivedOn, channel, by } = draft;
  const faults: [string, Fault][] = [];
  if (kind === '') faults.push(['kind', 'needKind']);
  if (receivedOn === '' || receivedOn > today) faults.push(['receivedOn', 'needDay']);
  if (channel === '') faults.push(['channel', 'needChannel']);
  const emails = partsOf(draft.emails);
  const ids = partsOf(draft.contactIds);
  if (by === 'email' && emails.length === 0) faults.push(['emails', 'needEmails']);
  else if (by === 'email' && emails.some((one) => !/^[^\s@]+@[^\s@]+$/.test(one)))
    faults.push(['emails', 'wrongEmails']);
  if (by === 'contact' && ids.length === 0) faults.push(['contactIds', 'needContacts']);
  else if (by === 'contact' && !ids.every(isRecordId)) faults.push(['contactIds', 'wrongContacts']);
  return Object.fromEntries(faults);
}

/** The body of `POST /api/requests`. */
export function bodyOfDraft(draft: FileDraft): Readonly<Record<string, unknown>> {
  const { kind, receivedOn, channel, by, emails, contactIds, marketing } = draft;
  return {
    kind,
    receivedOn,
    channel,
    ...(by === 'email' ? { emails: partsOf(emails) } : {}),
    ...(by === 'contact' ? { contactIds: partsOf(contactIds) } : {}),
    ...(kind === 'objection' && marketing ? { marketing } : {}),
  };
}

/** What stands between commas, semicolons, spaces and line ends, each once. */
function partsOf(typed: string): string[] {
  return [...new Set(typed.split(/[\s,;]+/).filter((part) => part !== ''))];
}
