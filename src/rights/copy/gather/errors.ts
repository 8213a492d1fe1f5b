import { SafeError } from '../../../safe-error.ts';

type CopyErrorCode = 'contact_gone' | 'contact_merged' | 'copy_unread';

/** A copy cannot be made, because something that belongs into it cannot be read; what was made of it must not be given. */
export class CopyError extends SafeError<CopyErrorCode> {
  override readonly name = 'CopyError';
}

/** Something of the person that HubSpot does not let be read; `what` is ids and codes. */
export function unread(what: string): CopyError {
  return new CopyError('copy_unread', `${what}: nothing may be missing from the copy, so ask for it again later.`);
}
