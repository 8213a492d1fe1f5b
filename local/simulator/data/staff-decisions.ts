import type { AccountData } from '../account.ts';
import { editRecord } from '../change.ts';
import { byImport, byUser, byWorkflow, type ChangeSource } from '../sources.ts';
import { dateText, helsinkiToday } from './helsinki-time.ts';
import { specialContactId } from './special-cases/index.ts';

/** Users of the invented company's HubSpot account. */
const HELI = byUser(7);
const JARI = byUser(8);

/** Somebody on whom staff have decided, by the name of the special case. */
export interface Decided {
  readonly name: string;
  readonly contactId: string;
  readonly email: string;
}

/**
 * What the staff of the invented company decide at `at` (epoch ms) about people whose time has ended, once the register's
 * properties exist: whom to erase, by hand, by a workflow, by an import; a hold; a restriction. Gives the people.
 */
export function decideAsStaff(account: AccountData, at: number): Decided[] {
  const decided: Decided[] = [];
  const decide = (name: string, source: ChangeSource, more: Record<string, string> = {}) => {
    const contactId = specialContactId(name);
    const values = { rekisteri_retention_decision: 'erase', ...more };
    const { email = '' } = editRecord(account, 'contacts', contactId, values, at, source).properties;
    decided.push({ name, contactId, email });
  };
  decide('erase-decided', HELI);
  decide('erase-pair-first', JARI);
  decide('erase-pair-second', JARI);
  decide('erase-merged', HELI);
  decide('erase-several-addresses', HELI);
  decide('erase-held', HELI, {
    rekisteri_hold_until: dateText(helsinkiToday(at).plus({ years: 1 })),
    rekisteri_hold_reason: 'Laskusta on riita kesken',
  });
  decide('erase-restricted', HELI, { rekisteri_processing_restricted: 'true' });
  decide('erase-by-workflow', byWorkflow(12));
  decide('erase-by-import', byImport(3, 7));
  return decided;
}
