import { isDeepStrictEqual } from 'node:util';
import type { Definitions, NeededProperty } from '../hubspot/definitions.ts';
import { isEmptyPlan } from '../hubspot/provisioning.ts';
import type { NoticeWords } from '../register/notice-words.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, REGISTER_GROUP } from '../register/properties.ts';
import type { Purpose } from '../register/purpose.ts';
import type { RecordKind } from '../register/record.ts';
import type { RunStore } from '../runs/run-store.ts';
import { PARTS } from './parts.ts';
import { loadSetup } from './setup.ts';
import { type SavedSetup, savedSetupSchema } from './setup-schema.ts';

/** Keeps what later slices need of the account's definitions. */
export async function saveSetup(
  store: RunStore,
  definitions: Readonly<Record<RecordKind, Definitions>>,
  purposes: readonly Purpose[] | undefined,
  { readAt, problems, words }: Pick<SavedSetup, 'readAt' | 'problems' | 'words'>,
): Promise<void> {
  const saved = savedSetupOf(definitions, purposes, readAt);
  await store.put(PARTS.setup, 0, { ...saved, problems, words });
}

/** What is needed of an account's definitions, read at `readAt` (ms). */
export function savedSetupOf(
  { contacts, companies }: Readonly<Record<RecordKind, Definitions>>,
  purposes: readonly Purpose[] | undefined,
  readAt: number,
): SavedSetup {
  const legalBasis = contacts.properties.find(({ name }) => name === 'hs_legal_basis');
  return {
    readAt,
    problems: [],
    words: null,
    settled: false,
    contacts: ours(contacts, CONTACT_PROPERTIES),
    companies: ours(companies, COMPANY_PROPERTIES),
    purposes: purposes === undefined ? null : [...purposes],
    legalBases: (legalBasis?.options ?? []).map(({ value }) => value),
    types: Object.fromEntries(contacts.properties.map(({ name, type }) => [name, type])),
  };
}

function ours({ properties, groups }: Definitions, needed: readonly NeededProperty[]): SavedSetup['contacts'] {
  const names = new Set(needed.map(({ name }) => name));
  return {
    properties: properties.filter(({ name }) => names.has(name)),
    groups: groups.filter(({ name }) => name === REGISTER_GROUP.name),
  };
}

/**
 * What another run has read, as `settledSetup` gave it; `undefined` when there is nothing, or only from before `oldest` (ms), and when
 * the notice has other words by now: descriptions in HubSpot are as those were.
 */
export function reusableSetup(value: unknown, oldest: number, words: NoticeWords): SavedSetup | undefined {
  const saved = savedSetupSchema.safeParse(value).data;
  if (saved === undefined || saved.readAt < oldest) return undefined;
  return isDeepStrictEqual(saved.words, words) ? saved : undefined;
}

/** Takes over definitions that another run has read, with the purposes of now. Gives what does not fit. */
export async function reuseSetup(
  store: RunStore,
  saved: SavedSetup,
  purposes: readonly Purpose[] | undefined,
): Promise<readonly string[]> {
  await store.put(PARTS.setup, 0, { ...saved, purposes: purposes ?? null });
  return saved.problems;
}

/**
 * What was read of the account, for other runs to use: without labels and descriptions, which people write. `null` when
 * something of it had to be created or repaired.
 */
export async function settledSetup(store: RunStore): Promise<SavedSetup | null> {
  const { plans } = await loadSetup(store);
  if (plans.some(({ plan }) => !isEmptyPlan(plan))) return null;
  const { contacts, companies, ...saved } = await store.get(PARTS.setup, 0);
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
