import { base, Faker, fi } from '@faker-js/faker';
import type { DateTime } from 'luxon';
import { type AccountData, type EngagementType, OBJECT_TYPES, type ObjectType } from '../account.ts';
import { addRecord, associate } from '../change.ts';
import { emptyAccount } from '../empty-account.ts';
import { activityTexts, type Person } from './activity-texts.ts';
import { activityValues } from './activity-values.ts';
import { companyName } from './company-names.ts';
import { consentValues } from './consent-values.ts';
import { HELSINKI, helsinkiToday, utcText } from './helsinki-time.ts';
import { contactDetails, jobDetails, participation, phoneNumber, postalAddress } from './people.ts';
import { scatteredId } from './scattered-ids.ts';
import { addSubscriptionTypes } from './subscriptions.ts';
import { defineTrainingProperties } from './training-properties.ts';

const TOPICS = ['Valmennuksen suunnittelu', 'Palautekeskustelu', 'Tarjous', 'Kutsu tilaisuuteen', 'Jatkosta sopiminen'];

/** A value of `''` leaves the property empty, also one that would otherwise be made up. */
export type Values = Readonly<Record<string, string>>;

export interface NewContact {
  id?: string;
  createdAt: DateTime;
  /** The primary company. */
  companyId?: string;
  properties?: Values;
}

export interface NewActivity {
  id?: string;
  type: EngagementType;
  at: DateTime;
  contacts?: readonly string[];
  companies?: readonly string[];
  properties?: Values;
}

/** The training company's account while it is being made; everything made up follows from the seed. */
export class RegisterDraft {
  readonly account: AccountData;
  readonly faker: Faker;
  /** Epoch ms. */
  readonly now: number;
  readonly #made = new Map<ObjectType, number>();

  constructor(seed: number, now: number) {
    this.account = emptyAccount(27_110_416, HELSINKI);
    this.faker = new Faker({ locale: [fi, base], seed });
    this.now = now;
    defineTrainingProperties(this.account);
    addSubscriptionTypes(this.account);
  }

  /** Adds a company with an invented name; returns its id. */
  company(createdAt: DateTime): string {
    const serial = this.#next('companies');
    const id = scatteredId(serial);
    const properties = { ...companyName(this.faker, serial), phone: phoneNumber(this.faker) };
    addRecord(this.account, 'companies', {
      id,
      properties: { ...properties, ...postalAddress(this.faker) },
      ...this.#stamps(createdAt),
    });
    return id;
  }

  /** Adds a contact, associated with its company; returns its id. */
  contact({ id, createdAt, companyId, properties }: NewContact): string {
    const serial = this.#next('contacts');
    const contactId = id ?? scatteredId(serial);
    const employer = companyId === undefined ? undefined : this.account.records.companies.get(companyId)?.properties;
    const madeUp = {
      ...contactDetails(this.faker, employer?.domain ?? 'kotiposti.fi.example', serial),
      ...jobDetails(this.faker),
      ...participation(this.faker, helsinkiToday(this.now)),
      ...consentValues(this.faker),
      ...(companyId === undefined ? {} : { company: employer?.name ?? '', associatedcompanyid: companyId }),
    };
    const values = filled({ ...madeUp, ...properties });
    addRecord(this.account, 'contacts', { id: contactId, properties: values, ...this.#stamps(createdAt) });
    if (companyId !== undefined) associate(this.account, 'contacts', contactId, 'companies', companyId);
    return contactId;
  }

  /** Adds an activity, of a kind that counts unless `properties` say otherwise; returns its id. */
  activity({ id, type, at, contacts = [], companies = [], properties }: NewActivity): string {
    const activityId = id ?? scatteredId(this.#next(type));
    const values = activityValues(type, at, this.faker.helpers.arrayElement(TOPICS));
    const texts = activityTexts(type, this.account.records[type].size, this.#person(contacts[0]));
    addRecord(this.account, type, {
      id: activityId,
      properties: filled({ ...values, ...texts, ...properties }),
      ...this.#stamps(at),
    });
    for (const contactId of contacts) associate(this.account, type, activityId, 'contacts', contactId);
    for (const companyId of companies) associate(this.account, type, activityId, 'companies', companyId);
    return activityId;
  }

  /** Adds a deal or a ticket with its name, and with what it is about; returns its id. */
  matter(
    kind: 'deals' | 'tickets',
    createdAt: DateTime,
    name: string,
    about: Partial<Record<ObjectType, string>>,
  ): string {
    const id = scatteredId(this.#next(kind));
    const properties = kind === 'deals' ? { dealname: name } : { subject: name };
    addRecord(this.account, kind, { id, properties, ...this.#stamps(createdAt) });
    for (const type of OBJECT_TYPES) {
      const toId = about[type];
      if (toId !== undefined) associate(this.account, kind, id, type, toId);
    }
    return id;
  }

  #person(contactId: string | undefined): Person | undefined {
    const contact = contactId === undefined ? undefined : this.account.records.contacts.get(contactId);
    if (contact === undefined) return undefined;
    const { firstname = '', lastname = '', email = '' } = contact.properties;
    return { firstname, lastname, email };
  }

  // Nothing in an account was made in the future: a planned meeting was entered ten days ago.
  #stamps(createdAt: DateTime): { createdAt: string } {
    const future = createdAt.toMillis() > this.now;
    return { createdAt: utcText(future ? helsinkiToday(this.now).minus({ days: 10 }) : createdAt) };
  }

  #next(type: ObjectType): number {
    const serial = this.#made.get(type) ?? 0;
    this.#made.set(type, serial + 1);
    return serial;
  }
}

function filled(values: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
