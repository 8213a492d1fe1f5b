import { HubSpotError } from '../../../hubspot/errors.ts';
import { type Access, readRecord } from '../../../hubspot/records.ts';

const OTHERS = 'hs_additional_emails';

/** The address that another replaces: HubSpot may keep it beside the new one, and then it still leads to the person. */
export class FormerAddress {
  readonly #hubspot: Access;
  readonly #contactId: string;
  /** In memory only; empty when there is none. */
  readonly #address: string;

  private constructor(hubspot: Access, contactId: string, address: string) {
    this.#hubspot = hubspot;
    this.#contactId = contactId;
    this.#address = address;
  }

  /** Reads the address of a contact before it is replaced; nothing of another property. */
  static async read(hubspot: Access, contactId: string, property: string): Promise<FormerAddress> {
    const record = property === 'email' ? await readRecord(hubspot, 'contacts', contactId, ['email']) : undefined;
    return new FormerAddress(hubspot, contactId, inForm(record?.properties.email));
  }

  /** Whether the contact has it still, among others; null when there was none, or HubSpot does not tell. */
  async isKept(): Promise<boolean | null> {
    if (this.#address === '') return null;
    try {
      const record = await readRecord(this.#hubspot, 'contacts', this.#contactId, [OTHERS]);
      const others = record?.properties[OTHERS];
      return others === undefined ? null : inForm(others).split(';').map(inForm).includes(this.#address);
    } catch (error) {
      if (error instanceof HubSpotError) return null;
      throw error;
    }
  }
}

function inForm(address: string | null | undefined): string {
  return (address ?? '').trim().toLowerCase();
}
