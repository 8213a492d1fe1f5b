import { recordOf } from '../../register/record.ts';
import type { PersonRequest } from './request.ts';

type Decided = Pick<PersonRequest, 'decision'>;

/** Whether anything was granted. */
export function hasGranted({ decision }: Decided): boolean {
  return decision?.items.some(({ outcome }) => outcome === 'granted') ?? false;
}

/** Contacts for whom what was asked for was granted (`contact:ID`). */
export function grantedContacts({ decision }: Decided): string[] {
  const granted = decision?.items.filter(({ outcome }) => outcome === 'granted') ?? [];
  return granted.flatMap(({ subject }) => {
    const record = recordOf(subject);
    return record?.kind === 'contacts' ? [record.id] : [];
  });
}
