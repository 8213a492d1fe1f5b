import { z } from 'zod';
import { groupsSchema, propertiesSchema } from '../hubspot/answers.ts';
import {
  type Definitions,
  isEmptyPlan,
  mergedOptions,
  type NeededProperty,
  type ProvisioningPlan,
  planProvisioning,
} from '../hubspot/provisioning.ts';
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

const definitionsSchema = z.object({
  properties: propertiesSchema.shape.results,
  groups: groupsSchema.shape.results,
});

const purposesSchema = z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean() })).nullable();

const savedSchema = z.object({
  /** When the definitions were read (ms). */
  readAt: z.number(),
  /** What does not fit between policy and account. */
  problems: z.array(z.string()),
  /** Whether our properties were as they should be; their labels are not kept then. */
  settled: z.boolean(),
  contacts: definitionsSchema,
  companies: definitionsSchema,
  /** `null` when the subscription types could not be read. */
  purposes: purposesSchema,
  legalBases: z.array(z.string()),
  /** Types of all contact properties, by name. */
  types: z.record(z.string(), z.string()),
});

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

/** Keeps what later slices need of the account's definitions. */
export async function saveSetup(
  store: RunStore,
  definitions: Readonly<Record<RecordKind, Definitions>>,
  purposes: readonly Purpose[] | undefined,
  { readAt, problems }: { readonly readAt: number; readonly problems: readonly string[] },
): Promise<void> {
  const legalBasis = definitions.contacts.properties.find(({ name }) => name === 'hs_legal_basis');
  await store.put('setup', 0, {
    readAt,
    problems,
    settled: false,
    contacts: ours(definitions.contacts, CONTACT_PROPERTIES),
    companies: ours(definitions.companies, COMPANY_PROPERTIES),
    purposes: purposes ?? null,
    legalBases: (legalBasis?.options ?? []).map(({ value }) => value),
    types: Object.fromEntries(definitions.contacts.properties.map(({ name, type }) => [name, type])),
  });
}

function ours({ properties, groups }: Definitions, needed: readonly NeededProperty[]): Definitions {
  const names = new Set(needed.map(({ name }) => name));
  return {
    properties: properties.filter(({ name }) => names.has(name)),
    groups: groups.filter(({ name }) => name === REGISTER_GROUP.name),
  };
}

type SavedSetup = z.infer<typeof savedSchema>;

/** What another run has read, as `savedSetup` gave it; `undefined` when there is nothing, or only from before `oldest` (ms). */
export function reusableSetup(value: unknown, oldest: number): SavedSetup | undefined {
  const saved = savedSchema.safeParse(value).data;
  return saved !== undefined && saved.readAt >= oldest ? saved : undefined;
}

/** Takes over definitions that another run has read, with the purposes of now. Gives what does not fit. */
export async function reuseSetup(
  store: RunStore,
  saved: SavedSetup,
  purposes: readonly Purpose[] | undefined,
): Promise<readonly string[]> {
  await store.put('setup', 0, { ...saved, purposes: purposes ?? null });
  return saved.problems;
}

/**
 * What was read of the account, for other runs to use: without labels and descriptions, which people write. `null` when
 * something of it had to be created or repaired.
 */
export async function settledSetup(store: RunStore): Promise<SavedSetup | null> {
  const { plans } = await loadSetup(store);
  if (plans.some(({ plan }) => !isEmptyPlan(plan))) return null;
  const { contacts, companies, ...saved } = await store.get('setup', 0, savedSchema);
  return { ...saved, settled: true, contacts: bare(contacts), companies: bare(companies), purposes: null };
}

function bare({ properties }: Definitions): SavedSetup['contacts'] {
  const options = (property: Definitions['properties'][number]) =>
    (property.options ?? []).map(({ value, displayOrder, hidden }) => ({ value, label: '', displayOrder, hidden }));
  return {
    properties: properties.map((one) => ({ name: one.name, type: one.type, label: '', options: options(one) })),
    groups: [],
  };
}

export async function loadSetup(store: RunStore): Promise<Setup> {
  const saved = await store.get('setup', 0, savedSchema);
  const purposes = saved.purposes ?? undefined;
  const properties = { contacts: contactProperties(purposes), companies: COMPANY_PROPERTIES };
  return {
    purposes,
    legalBases: saved.legalBases,
    types: saved.types,
    properties,
    plans: (saved.settled ? [] : RECORD_KINDS).map((kind) => ({
      kind,
      plan: planProvisioning(kind, saved[kind], REGISTER_GROUP, properties[kind]),
      needed: properties[kind],
    })),
    inOrder: orderOf(properties.contacts, saved.contacts),
  };
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
