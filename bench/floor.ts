import { EXEMPT, KINDS, type Kind } from './kinds.ts';
import { TEN_SECONDLY } from './scenario.ts';

const PAGE = 100;
const BATCH = 100;
const ASSOCIATION_BATCH = 1_000;

/** What there was to be read and written. */
export interface Work {
  readonly contacts: number;
  readonly companies: number;
  /** Distinct activities that some contact or company is associated with, for each type that counts. */
  readonly activities: readonly number[];
  readonly changedContacts: number;
  readonly changedCompanies: number;
  /** Whether group and properties had to be created. */
  readonly provisioned: boolean;
}

export type Requests = Readonly<Record<Kind, number>>;

/**
 * The fewest requests the work could take with HubSpot's largest pages and batches: nothing read twice, nothing written
 * that is already so. Definitions are two reads (properties, groups) and two writes for each of the two record types.
 */
export function floorOf(work: Work): Requests {
  const { contacts, companies, activities, changedContacts, changedCompanies, provisioned } = work;
  return {
    account: 1,
    definitions: 4,
    'contact pages': Math.ceil(contacts / PAGE),
    'company pages': Math.ceil(companies / PAGE),
    'contact associations': Math.ceil(contacts / ASSOCIATION_BATCH) * activities.length,
    'company associations': Math.ceil(companies / ASSOCIATION_BATCH) * activities.length,
    // What proves that the lists were whole is spent on top of the work.
    'counts of lists': 0,
    'people of companies': 0,
    'activity batches': activities.reduce((sum, count) => sum + Math.ceil(count / BATCH), 0),
    'write checks': 0,
    provisioning: provisioned ? 4 : 0,
    'company updates': Math.ceil(changedCompanies / BATCH),
    'contact updates': Math.ceil(changedContacts / BATCH),
    other: 0,
  };
}

export function totalOf(requests: Requests): number {
  return KINDS.reduce((sum, kind) => sum + requests[kind], 0);
}

/** Requests that count against the ten-second limit. */
export function countedOf(requests: Requests): number {
  return KINDS.filter((kind) => !EXEMPT.has(kind)).reduce((sum, kind) => sum + requests[kind], 0);
}

/** Seconds that so many requests take at the limit's even pace. */
export function secondsAtPace(requests: number): number {
  return requests / (TEN_SECONDLY / 10);
}

/** Seconds below which no rolling window lets so many requests pass: the first windowful may go at once. */
export function secondsAtLeast(requests: number): number {
  return secondsAtPace(Math.max(0, requests - TEN_SECONDLY));
}
