import type { AccountData, ObjectType, PropertyDefinition } from './account.ts';
import type { Budget, Limits } from './budget.ts';
import type { ChangeEntry } from './log.ts';

/** What real accounts do differently from one another, or only sometimes; may be changed while the simulator runs. */
export interface Behaviour {
  /** The beta "Primary ID preservation"; without it a merge mints a new id. */
  mergeKeepsPrimaryId: boolean;
  /** Associations given per from-id before paging. */
  associationPageSize: number;
  /**
   * Page sizes of the list endpoint, used in turn: 0 makes a page empty though its cursor goes on. Empty: full pages.
   * Must hold a size above zero, or a reader never gets to the end.
   */
  listPageSizes: readonly number[];
  /** The same of the search endpoint. */
  searchPageSizes: readonly number[];
  /** Inputs of one batch and results of one page at the most; HubSpot has lowered such limits overnight. */
  most: { associations: number; records: number; listed: number; found: number };
  /** Whether a refusal says how many it would be. */
  saysLimits: boolean;
  /** Search counts no further than this; HubSpot does not say how far it counts. */
  mostCounted: number;
  /**
   * What `gdpr-delete` makes of ids for which no document says it: of one that is gone, of one that was merged away (its
   * survivor, who may be a customer, is deleted), and of a contact in the recycle bin.
   */
  gdprDelete: { gone: 404 | 204; mergedAway: 'survivor' | 404; archived: 'deleted' | 404 };
  /** Whether reading associations with deals or tickets takes their own scopes; the documents say that any of several does. */
  associationsTakeOwnScope: boolean;
  /** Whether a contact whose address is changed keeps the former one beside it: no document says. */
  keepsFormerAddress: boolean;
  /** How an address that another contact has is refused: both were seen. */
  duplicateAddress: 409 | 400;
  /** Memberships that one answer about a record's lists shows; it names a next page that no document says how to ask for. */
  membershipsShown: number;
  /** So many lists may be there; the number by tier is not documented. */
  mostLists: number;
  /** Whether a list in the bin is answered with its `deletedAt`, or is not found: both are possible by the documents. */
  deletedLists: 'shown' | 404;
  /** What is answered of an address that is no contact's; no document says it. */
  unknownSubscriber: 'empty' | 'not_specified' | 404;
  /** Live records that one way of asking leaves out, as `contacts:101`: lists, search, or the associations that lead to them. */
  hidden: { list: ReadonlySet<string>; search: ReadonlySet<string>; associations: ReadonlySet<string> };
}

/** What the endpoints work on. */
export interface World {
  readonly account: AccountData;
  readonly behaviour: Behaviour;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly changes: ChangeEntry[];
  /** Archived definitions, by `object type:name`: creating one of these names again brings the old one back. */
  readonly archivedProperties: Map<string, PropertyDefinition>;
}

/** One request, already authenticated and within its limits. `at` is epoch ms. */
export interface Call {
  readonly world: World;
  readonly query: URLSearchParams;
  readonly text: string;
  /** The parsed body; undefined when there is none. */
  readonly body: unknown;
  readonly at: number;
  /** A part of the path, by the name its pattern gives it. */
  param(name: string): string;
}

/** An answer, with what the request log should know about it. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly objectType?: ObjectType;
  readonly ids?: readonly string[];
}

/** One endpoint below a family's prefix and version. */
export interface Endpoint {
  readonly method: string;
  readonly pattern: RegExp;
  readonly budget: 'burst' | 'search' | 'associations';
  /** Every entry must be met; any scope of an entry meets it. */
  scopes(param: (name: string) => string, behaviour: Behaviour): readonly (readonly string[])[];
  answer(call: Call): Answer;
}

/** Endpoints that share a prefix, e.g. `/crm/objects`. */
export interface Family {
  readonly prefix: string;
  readonly endpoints: readonly Endpoint[];
}
