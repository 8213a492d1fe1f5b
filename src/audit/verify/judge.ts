import type { Head } from '../head.ts';
import type { Faults } from './fault.ts';
import { judgeCounts, judgeEndKey, judgeHead, judgeLinks, judgePruned, judgeSeals } from './judge-ends.ts';
import { disjoint, type Genuine, mainLineOf } from './main-line.ts';
import { type Range, sizeOf, without } from './ranges.ts';
import type { Segment } from './segments.ts';
import type { Extra, Walk } from './walk.ts';
import type { Witness } from './witness.ts';

/** What is known of the head row. */
export type HeadFact =
  /** Of a key that somebody said is lost, what the head says is taken as it is. */
  | { readonly kind: 'genuine' | 'altered' | 'unknown_key' | 'lost_key'; readonly head: Head }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'missing' };

/** What a chain is judged by, when all of it has been walked through. */
export interface Walked {
  readonly walk: Walk;
  readonly witness: Witness;
  /** The head before the entries were read: all of its events must be there. */
  readonly head: HeadFact;
  /** The head after: no event beyond it may be there. */
  readonly headAfter: HeadFact;
  /** The last event that a seal names, of those that must have been read. */
  readonly sealedUntil: number;
  /** Whether other rows show that there were events. */
  readonly leftovers: boolean;
  /** The last event that an earlier verification saw. */
  readonly seenUntil: number;
  /** Whether only counts of an altered head were edited. */
  restored(head: Head): boolean;
}

/** Genuine events that stand somewhere a second time; whether they are copies has to be looked up. */
export type Doubles = readonly Extra[];

/** Places whose rows are not what they say. */
export type Broken = Extract<Segment, { kind: 'broken' }>;

/** Names what is wrong with a chain. Gives the events that stand there twice, which only their hashes can tell apart. */
export function judge(walked: Walked, faults: Faults): Doubles {
  const { walk, head } = walked;
  for (const { first, last, keyId } of walk.unknownKeys) {
    faults.events('wrong_key', first, last, `made with key ${keyId}, which is not given: nothing can be said of them`);
  }
  const { list } = walk.segments;
  if (list.length === 0) {
    judgeEmpty(walked, faults);
    return walk.extras;
  }
  const genuine = disjoint(list.filter((run) => run.kind === 'genuine'));
  const main = mainLineOf(genuine);
  const inPlace: Range[] = [...main];
  const { doubles, overwriting } = judgeMoved(genuine, main, inPlace, faults);
  const seen = genuine.reduce((most, { last }) => Math.max(most, last), 0);
  const end = Math.max(seen, endOf(head), walked.sealedUntil, walked.seenUntil);
  let missing: readonly Range[] = without({ first: 1, last: end }, inPlace);
  const suffix = rewrittenSuffix(walked);
  // The last event that something stands for.
  let standing = seen;
  for (const run of list) {
    if (run.kind !== 'broken') continue;
    const { left, lost } = judgeBroken(run, main, missing, run === suffix, faults);
    standing = Math.max(standing, lost.at(-1)?.last ?? 0);
    missing = left;
  }
  for (const { position, double } of overwriting) {
    const place = eventAt(position, main);
    if (missing.some(({ first, last }) => first <= place && place <= last)) {
      missing = missing.flatMap((range) => without(range, [{ first: place, last: place }]));
      faults.events('edited', place, place, `in its place stands event ${double.sequence}`);
    } else doubles.push(double);
  }
  judgeMissing(missing, standing, suffix !== undefined, faults);
  judgeHead(walked, seen, faults);
  judgeLinks(walked, doubles, faults);
  judgeSeals(walked, seen, suffix, faults);
  judgeEndKey(walked, faults);
  judgePruned(walk, faults);
  if (walk.extras.length + doubles.length === 0) judgeCounts(walked, faults);
  if (walk.segments.overflow) faults.row('edited', 'many', 'there is more that is wrong than could be told apart');
  return [...walk.extras, ...doubles];
}

function endOf(head: HeadFact): number {
  return head.kind === 'genuine' || head.kind === 'lost_key' ? head.head.sequence : 0;
}

function judgeEmpty({ head, witness, leftovers, seenUntil }: Walked, faults: Faults): void {
  const ends = 'head' in head ? head.head.sequence : 0;
  const end = Math.max(ends, witness.lastSealed, seenUntil);
  if (end > 0) faults.events('emptied', 1, end, 'no event of the chain is left');
  else if (leftovers || witness.seals > 0 || head.kind === 'unreadable') {
    faults.row('emptied', 'all', 'no event of the chain is left');
  }
}

/** Events out of place; those that are nowhere else count as there from now on. */
function judgeMoved(genuine: readonly Genuine[], main: ReadonlySet<Genuine>, inPlace: Range[], faults: Faults) {
  const doubles: Extra[] = [];
  const overwriting: { readonly position: number; readonly double: Extra }[] = [];
  for (const run of genuine) {
    if (main.has(run)) continue;
    const own = without(run, inPlace);
    inPlace.push(...own);
    for (const { first, last } of own) {
      faults.events('reordered', first, last, `stands at ${run.position + first - run.first}`);
    }
    if (own.length > 0) continue;
    // A second time in the chain: over another event's place, or in addition.
    const { position } = run;
    const double = { sequence: run.first, hash: run.hash, row: String(position), position };
    overwriting.push({ position: run.position, double });
  }
  return { doubles, overwriting };
}

/** Which event belongs to a place, given how the events before it stand. */
function eventAt(position: number, main: ReadonlySet<Genuine>): number {
  let shift = 0;
  for (const run of main) {
    if (run.position <= position) shift = run.first - run.position;
  }
  return position + shift;
}

function judgeBroken(
  run: Broken,
  main: ReadonlySet<Genuine>,
  missing: readonly Range[],
  isSuffix: boolean,
  faults: Faults,
): { readonly left: readonly Range[]; readonly lost: readonly Range[] } {
  const first = eventAt(run.position, main);
  const places = { first, last: first + run.end - run.position };
  const lost = missing.flatMap((range) => without(range, without(range, [places])));
  if (isSuffix) {
    faults.events('suffix_rewritten', places.first, places.last, 'from here on other events stand than were written');
    return { left: missing.flatMap((range) => without(range, [places])), lost };
  }
  for (const { first: from, last } of lost)
    faults.events('edited', from, last, 'its hash is not that of what stands there');
  for (const { first: from, last } of without(places, lost)) {
    faults.events('inserted', from, last, 'stands there in addition, and is not genuine');
  }
  return { left: missing.flatMap((range) => without(range, lost)), lost };
}

function judgeMissing(missing: readonly Range[], seen: number, isSuffixRewritten: boolean, faults: Faults): void {
  for (const range of missing) {
    const { first, last } = range;
    const count = `${sizeOf(range)} of the chain's events`;
    if (first > seen) {
      // Behind a rewritten suffix nobody can say what was there.
      if (!isSuffixRewritten) faults.events('tail_cut', first, last, `the last ${count} are gone`);
    } else if (first === 1) faults.events('head_cut', first, last, `the first ${count} are gone`);
    else faults.events('deleted', first, last, `${count} are gone`);
  }
}

/**
 * The last run of places, when what stands there was made to look like a chain. Where the head, or a seal, still names the
 * hash that the last row bears, that hash is the old one, and only what it was made from was edited.
 */
function rewrittenSuffix({ walk, witness, head, headAfter }: Walked): Broken | undefined {
  const run = walk.segments.list.at(-1);
  if (run?.kind !== 'broken' || !run.linked) return undefined;
  if (witness.agreesUntil >= run.end || witness.agreesAgainAt >= run.end) return undefined;
  const isFitting = (fact: HeadFact) => 'head' in fact && fact.head.hash === run.lastHash;
  const isGenuine = head.kind === 'genuine' || headAfter.kind === 'genuine';
  const isSeveral = run.end > run.position;
  if (isGenuine) return isSeveral && !isFitting(head) && !isFitting(headAfter) ? run : undefined;
  return isFitting(headAfter) || isSeveral ? run : undefined;
}
