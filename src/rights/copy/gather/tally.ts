import type { MissingScope, NotOffered } from '../../../hubspot/missing-scope.ts';
import type { HubSpotPlace } from '../../../policy/places.ts';
import type { Policy } from '../../../policy/schema.ts';
import type { CopyPart, PartOf } from '../parts.ts';
import { groundText, LEFT_OUT_WORDS } from './words.ts';

/** A part of a place: what lies in the recycle bin, what is marked as sensitive, or what belongs to an address. */
export type UnreadOf = 'bin' | 'sensitive' | 'address';

/** What is left out of copies, by code. */
export type LeftOutCode = keyof typeof LEFT_OUT_WORDS;

type CopiedFile = PartOf<'files'>['files'][number];

interface LeftOut {
  count: number;
  readonly properties: Set<string>;
}

/** Counts what goes into a copy, and what does not, while it is gathered. */
export class Tally {
  readonly #parts = new Map<string, number>();
  readonly #engagements = new Map<string, number>();
  readonly #leftOut = new Map<string, LeftOut & { readonly code: LeftOutCode; readonly ground: string }>();
  /** Scopes that the token lacks, by the place that takes them. */
  readonly #scopes = new Map<HubSpotPlace, string>();
  readonly #notOffered = new Set<HubSpotPlace>();
  readonly #unread = new Map<HubSpotPlace, Set<UnreadOf>>();
  readonly #counts = new Map<HubSpotPlace, number>();
  readonly #files = new Map<string, PartOf<'files'>['files']>();
  #entries = 0;
  #pastValues = 0;
  #texts = 0;

  /** Counts a part as it goes into the copy. */
  add(part: CopyPart): void {
    this.#parts.set(part.part, (this.#parts.get(part.part) ?? 0) + 1);
    if (part.part === 'category' || part.part === 'other_properties') {
      this.#entries += part.entries.length;
      for (const { object, history } of part.entries) {
        this.count(object, 1);
        this.count('property_history', history.length);
        this.#pastValues += history.length;
      }
    }
    if (part.part === 'engagement') {
      this.#noteEngagement(part);
      this.#engagements.set(part.type, (this.#engagements.get(part.type) ?? 0) + 1);
      this.#texts += part.texts.length;
      this.count(part.type, 1);
    }
    if (part.part === 'conversation') this.#noteConversation(part);
    if (part.part === 'feedback') {
      this.count('feedback', 1);
      for (const { ground } of part.leftOut) this.leaveOut('answers', ground);
    }
    if (part.part === 'subscriptions') this.count('subscriptions', part.statuses.length);
    if (part.part === 'lists') this.count('lists', part.lists.length);
    if (part.part === 'marketing_events') this.count('marketing_events', part.events.length);
    if (part.part === 'relations') this.count('contacts', part.relations.length);
    if (part.part === 'other_records') for (const { kind } of part.records) this.count(kind, 1);
    if (part.part === 'files') this.count('files', part.files.length);
    if (part.part === 'requests') this.count('requests', part.requests.length);
    if (part.part === 'disclosures') this.count('disclosures', part.disclosures.length);
  }

  #noteEngagement({ contactId, type, id, attachmentIds, leftOut }: PartOf<'engagement'>): void {
    this.#noteFiles(contactId, attachmentIds, type, id);
    for (const { what, ground } of leftOut) {
      if (what === 'texts') this.leaveOut(ground === 'rights_of_others' ? 'engagement_texts' : 'refused', ground);
      if (what === 'participants') this.leaveOut('participants', ground);
    }
  }

  #noteConversation({ contactId, id, messages, leftOut }: PartOf<'conversation'>): void {
    this.count('conversations', 1);
    this.#texts += messages.length;
    for (const { attachmentIds } of messages) this.#noteFiles(contactId, attachmentIds, 'conversations', id);
    for (const { ground } of leftOut) this.leaveOut('messages', ground);
  }

  #noteFiles(contactId: string, ids: readonly string[], type: CopiedFile['type'], engagementId: string): void {
    const files = this.#files.get(contactId) ?? [];
    for (const id of ids) files.push({ id, type, engagementId });
    this.#files.set(contactId, files);
  }

  /** Files of the engagements and conversations of a contact that were counted. */
  filesOf(contactId: string): PartOf<'files'> {
    return { part: 'files', contactId, files: this.#files.get(contactId) ?? [] };
  }

  count(place: HubSpotPlace, more: number): void {
    this.#counts.set(place, (this.#counts.get(place) ?? 0) + more);
  }

  missingScope(place: HubSpotPlace, scope: string): void {
    this.#scopes.set(place, scope);
  }

  /** Notes why nothing is known of a place: for want of a scope, or because HubSpot refuses to be asked about it. */
  notRead(place: HubSpotPlace, why: MissingScope | NotOffered): void {
    if (why.kind === 'missing_scope') this.missingScope(place, why.scope);
    else this.#notOffered.add(place);
  }

  isNotOffered(place: HubSpotPlace): boolean {
    return this.#notOffered.has(place);
  }

  /** Notes what HubSpot would not show of a place that was read otherwise. */
  partUnread(place: HubSpotPlace, what: UnreadOf): void {
    this.#unread.set(place, (this.#unread.get(place) ?? new Set()).add(what));
  }

  unreadOf(place: HubSpotPlace): readonly UnreadOf[] {
    return [...(this.#unread.get(place) ?? [])];
  }

  countOf(place: HubSpotPlace): number {
    return this.#counts.get(place) ?? 0;
  }

  scopeOf(place: HubSpotPlace): string | undefined {
    return this.#scopes.get(place);
  }

  /** Notes that something was left out on a ground, of a property where it is one. */
  leaveOut(code: LeftOutCode, ground: string, property?: string): void {
    const key = `${code} ${ground}`;
    const known = this.#leftOut.get(key) ?? { code, ground, count: 0, properties: new Set<string>() };
    known.count += 1;
    if (property !== undefined) known.properties.add(property);
    this.#leftOut.set(key, known);
  }

  leftOut(policy: Policy): PartOf<'left_out'> {
    const items = [...this.#leftOut.values()].map(({ code, ground, count, properties }) => ({
      what: code,
      text: LEFT_OUT_WORDS[code],
      ground,
      groundText: groundText(policy, ground),
      count,
      properties: [...properties].sort(),
    }));
    return { part: 'left_out', items };
  }

  end(): PartOf<'end'> {
    return {
      part: 'end',
      parts: Object.fromEntries(this.#parts),
      entries: this.#entries,
      pastValues: this.#pastValues,
      engagements: Object.fromEntries(this.#engagements),
      texts: this.#texts,
    };
  }
}
