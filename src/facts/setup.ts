import type { Definitions, NeededProperty } from '../hubspot/definitions.ts';
import { mergedOptions } from '../hubspot/property-options.ts';
import { type ProvisioningPlan, planProvisioning } from '../hubspot/provisioning.ts';
import { type NoticeWords, worded } from '../register/notice-words.ts';
import {
  COMPANY_PROPERTIES,
  CONTACT_PROPERTIES,
  contactPropertiesWith,
  REGISTER_GROUP,
} from '../register/properties.ts';
import type { RegisterProperty } from '../register/property.ts';
import { channelOptions, type Purpose } from '../register/purpose.ts';
import { RECORD_KINDS, type RecordKind } from '../register/record.ts';
import type { InOrder } from '../register/wanted-consents.ts';
import type { RunStore } from '../runs/run-store.ts';
import { PARTS } from './parts.ts';
import type { SavedSetup } from './setup-schema.ts';

/** What an account is like, as far as a run has to know. */
export interface Setup {
  /** The account's purposes of communication; `undefined` when they could not be read. */
  readonly purposes: readonly Purpose[] | undefined;
  /** Values of `hs_legal_basis` that the account knows. */
  readonly legalBases: readonly string[];
  /** Types of the account's contact properties, by name. */
  readonly types: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<RecordKind, readonly RegisterProperty[]>>;
  readonly plans: readonly {
    readonly kind: RecordKind;
    readonly plan: ProvisioningPlan;
    readonly needed: readonly NeededProperty[];
  }[];
  readonly inOrder: InOrder;
}

export async function loadSetup(store: RunStore): Promise<Setup> {
  return setupOf(await store.get(PARTS.setup, 0));
}

/** What was read of an account, as it is worked with. */
export function setupOf(saved: SavedSetup): Setup {
  const purposes = saved.purposes ?? undefined;
  const { words } = saved;
  const properties = { contacts: contactProperties(purposes), companies: COMPANY_PROPERTIES };
  return {
    purposes,
    legalBases: saved.legalBases,
    types: saved.types,
    properties,
    // Without words nothing is repaired: an earlier version kept none, and the next run that reads the definitions does it.
    plans:
      saved.settled || words === null ? [] : RECORD_KINDS.map((kind) => planOf(kind, properties[kind], saved, words)),
    inOrder: orderOf(properties.contacts, saved.contacts),
  };
}

function planOf(
  kind: RecordKind,
  properties: readonly RegisterProperty[],
  saved: SavedSetup,
  words: NoticeWords,
): Setup['plans'][number] {
  const needed = worded(properties, words);
  return { kind, plan: planProvisioning(kind, saved[kind], REGISTER_GROUP, needed), needed };
}

/** Without the purposes nothing is known of the options that the channels should have: they are left as they are. */
function contactProperties(purposes: readonly Purpose[] | undefined): readonly RegisterProperty[] {
  if (purposes !== undefined) return contactPropertiesWith(channelOptions(purposes));
  return CONTACT_PROPERTIES.map(({ hidesOtherOptions: _, ...property }) => property);
}

function orderOf(properties: readonly RegisterProperty[], held: Definitions): InOrder {
  const order = new Map<string, string[]>();
  for (const property of properties) {
    const existing = held.properties.find(({ name }) => name === property.name);
    order.set(
      property.name,
      mergedOptions(property, existing).map(({ value }) => value),
    );
  }
  return (property, members) => (order.get(property) ?? []).filter((value) => members.includes(value)).join(';');
}
