import type { z } from 'zod';
import { chunk } from '../chunk.ts';
import { associationBatchSchema, type ErrorEntry, labelledBatchSchema } from './answers.ts';
import { type LastPages, readCutShort } from './cut-short.ts';
import { isolate } from './isolate.ts';
import type { Access } from './records.ts';

/** Inputs of one association read (HubSpot changelog, February 2025). */
export const ASSOCIATION_BATCH = 1_000;

/** Ids associated with each record that could be read, and why others could not. */
export interface Associations {
  readonly of: ReadonlyMap<string, readonly string[]>;
  readonly unread: ReadonlyMap<string, string>;
}

/** The same, with what staff call them. */
interface LabelledAssociations extends Associations {
  /** Labels of the associations that have any, by record and by what it is associated with; empty unless they are asked for. */
  readonly labels: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

interface Options {
  readonly withLabels?: boolean;
}

interface Input {
  readonly id: string;
  readonly after?: string;
}

/** A page can never lead back to where another came from; more pages than this for one record is a loop. */
const MOST_PAGES = 10_000;

/**
 * Reads which `to` records each `from` record is associated with, following the pages of long lists. HubSpot answers
 * "no associations" as an error entry: that one is a zero. A record with any other error, or without any answer, is
 * unread: it is never taken to have no associations. A list that ends where a page is full may have lost its cursor: it is
 * held against what search counts.
 */
export async function readAssociations(
  access: Access,
  from: string,
  to: string,
  ids: readonly string[],
  { withLabels = false }: Options = {},
): Promise<LabelledAssociations> {
  const { transport, paths } = access;
  const found = new Map<string, Set<string>>();
  const labels = new Map<string, Map<string, readonly string[]>>();
  const unread = new Map<string, string>();
  const pages = newPages();
  let inputs: Input[] = ids.map((id) => ({ id }));
  let askedAgain = false;
  for (let page = 0; inputs.length > 0; page += 1) {
    if (page > MOST_PAGES) {
      for (const { id } of inputs) unread.set(id, 'its associations have no end');
      break;
    }
    const next: Input[] = [];
    const silent: Input[] = [];
    for (const batch of chunk(inputs, ASSOCIATION_BATCH)) {
      const size = transport.limits.sizeOf('association reads', ASSOCIATION_BATCH);
      const { results, failed } = await isolate(batch, (some, isolating) => ask(some, isolating ? 2 : undefined), size);
      for (const result of results) collect(result, { found, labels, unread, next, silent, pages });
      for (const { inputs: lost, error } of failed) for (const { id } of lost) unread.set(id, error.reason);
    }
    // An answer that forgets some of its inputs gets one more chance to name them.
    if (silent.length > 0 && !askedAgain) next.push(...silent);
    else for (const { id } of silent) unread.set(id, 'HubSpot gave no answer for it');
    askedAgain = silent.length > 0;
    inputs = next;
  }
  await readCutShort(access, { from, to, found, unread, pages });
  for (const id of unread.keys()) found.delete(id);
  return { of: new Map([...found].map(([id, others]) => [id, [...others]])), unread, labels };

  async function ask(batch: readonly Input[], attempts: number | undefined) {
    const answer = await transport.send({
      method: 'POST',
      path: paths.associationsBatchRead(from, to),
      body: { inputs: batch },
      answer: withLabels ? labelledBatchSchema : associationBatchSchema,
      effect: 'read',
      ...(attempts === undefined ? {} : { attempts }),
    });
    return { batch, answer };
  }
}

interface Collection {
  readonly found: Map<string, Set<string>>;
  readonly labels: Map<string, Map<string, readonly string[]>>;
  readonly unread: Map<string, string>;
  readonly next: Input[];
  readonly silent: Input[];
  readonly pages: Pages;
}

type Said = z.infer<typeof associationBatchSchema> | z.infer<typeof labelledBatchSchema>;

type Answer = { readonly batch: readonly Input[]; readonly answer: Said };

type Pages = LastPages & { readonly hasSeen: (id: string, cursor: string) => boolean };

function newPages(): Pages {
  const seen = new Set<string>();
  return {
    last: new Map(),
    full: new Set(),
    hasSeen: (id, cursor) => {
      const key = `${id}|${cursor}`;
      if (seen.has(key)) return true;
      seen.add(key);
      return false;
    },
  };
}

function collect({ batch, answer }: Answer, { found, labels, unread, next, silent, pages }: Collection): void {
  const asked = new Map(batch.map((input) => [input.id, input]));
  const answered = new Set<string>();
  for (const { from, to, paging } of answer.results) {
    const input = asked.get(from.id);
    if (input === undefined) continue;
    answered.add(from.id);
    const others = found.get(from.id) ?? new Set();
    for (const one of to) {
      others.add(one.toObjectId);
      const said = 'associationTypes' in one ? one.associationTypes.flatMap(({ label }) => label || []) : [];
      if (said.length > 0) labels.set(from.id, (labels.get(from.id) ?? new Map()).set(one.toObjectId, said));
    }
    found.set(from.id, others);
    const after = paging?.next?.after;
    if (after === undefined) {
      pages.last.set(from.id, to.length);
      continue;
    }
    pages.full.add(to.length);
    if (pages.hasSeen(from.id, after)) unread.set(from.id, 'its associations have no end');
    else next.push({ id: from.id, after });
  }
  for (const entry of answer.errors ?? []) {
    for (const id of entry.context?.fromObjectId ?? entry.context?.ids ?? []) {
      if (!asked.has(id) || answered.has(id)) continue;
      answered.add(id);
      if (isZero(entry)) found.set(id, found.get(id) ?? new Set());
      else unread.set(id, entry.category ?? 'HubSpot reported an error');
    }
  }
  for (const [id, input] of asked) if (!answered.has(id)) silent.push(input);
}

function isZero({ subCategory }: ErrorEntry): boolean {
  return subCategory === 'crm.associations.NO_ASSOCIATIONS_FOUND';
}
