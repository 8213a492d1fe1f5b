import type { Head } from '../head.ts';
import type { Faults } from './fault.ts';
import type { Broken, Doubles, Walked } from './judge.ts';
import type { Segment } from './segments.ts';
import type { Walk } from './walk.ts';

/** The head against the events that stand there. */
export function judgeHead(walked: Walked, seen: number, faults: Faults): void {
  const { walk, headAfter, witness } = walked;
  if (headAfter.kind === 'missing') faults.row('deleted', 'head', 'the row that says where the chain ends is gone');
  else if (headAfter.kind === 'unreadable') faults.row('edited', 'head', 'it cannot be read as the end of a chain');
  else if (headAfter.kind === 'unknown_key') {
    faults.row('wrong_key', 'head', `it was made with key ${headAfter.head.keyId}, which is not given`);
  } else if (headAfter.kind === 'altered') judgeAlteredHead(headAfter.head, walked, seen, faults);
  else if (Math.min(seen, Math.max(witness.agreesUntil, walked.seenUntil)) > headAfter.head.sequence) {
    // Who made the seal, or verified before, saw a later head.
    faults.row('edited', 'head', 'it is an older one: what comes after it is known to be of the chain');
  } else if (seen > headAfter.head.sequence) {
    faults.events('inserted', headAfter.head.sequence + 1, seen, 'stands beyond the end of the chain');
  } else {
    const last = walk.segments.list.at(-1);
    const isLast = last?.kind === 'genuine' && last.last === headAfter.head.sequence;
    if (isLast && walk.lastHash !== headAfter.head.hash) {
      faults.events(
        'suffix_rewritten',
        witness.agreesUntil + 1,
        seen,
        'the head of the chain names another last event',
      );
    }
  }
}

/** A head that fits an end, and is not genuine, was made to fit it: there was more. */
function judgeAlteredHead(head: Head, walked: Walked, seen: number, faults: Faults): void {
  const { walk, witness } = walked;
  const fits = head.sequence === seen && head.hash === walk.lastHash;
  const last = walk.segments.list.at(-1);
  if (fits && last?.kind === 'genuine' && witness.lastSealed <= seen && !walked.restored(head)) {
    faults.events(
      'tail_cut',
      seen + 1,
      seen + 1,
      'the head of the chain was altered to fit this end: what came after is gone',
    );
  } else faults.row('edited', 'head', 'it is not what was written');
}

/** Genuine events that do not name one another. */
export function judgeLinks({ walk, witness }: Walked, doubles: Doubles, faults: Faults): void {
  const twice = new Set(doubles.map(({ sequence }) => sequence));
  const forks = new Set(walk.links.flatMap(({ before, isFork }) => (isFork ? [before + 1] : [])));
  for (const { before, isFork } of walk.links) {
    // What follows the fork names the other branch; of two events with one number it can only name one.
    if (forks.has(before) || twice.has(before)) continue;
    // A seal that names another event further on says which side is false; judgeSeals tells.
    if (witness.differsAt > before && witness.agreesAgainAt === 0 && !isFork) continue;
    if (isFork) faults.events('forked', before + 1, before + 1, `two events follow event ${before - 1}`);
    else
      faults.events('edited', Math.max(1, before), Math.max(1, before), 'the chain goes on from another version of it');
  }
}

/** The events against their seals. */
export function judgeSeals({ witness, walk }: Walked, seen: number, suffix: Broken | undefined, faults: Faults): void {
  const { differsAt, agreesUntil, agreesAgainAt } = witness;
  if (differsAt === 0 || suffix !== undefined) return;
  if (isBrokenAt(walk.segments.list, differsAt)) return;
  if (agreesAgainAt > differsAt) {
    const isTold = walk.links.some(({ before }) => before === differsAt);
    if (!isTold) faults.events('edited', differsAt, differsAt, 'a seal names another event there');
    return;
  }
  faults.events('suffix_rewritten', agreesUntil + 1, seen, `a seal names another event ${differsAt}`);
}

function isBrokenAt(list: readonly Segment[], place: number): boolean {
  return list.some((run) => run.kind === 'broken' && run.position <= place && place <= run.end);
}

/** What stands for pruned events against what the events of pruning say. */
export function judgePruned(walk: Walk, faults: Faults): void {
  if (walk.prunedSum === walk.prunedClaims || faults.count > 0) return;
  faults.row('deleted', 'pruned', 'what stands for pruned events is not what the events of pruning say');
}

/** The head of an untouched chain counts what is there. */
export function judgeCounts({ walk, head }: Walked, faults: Faults): void {
  if ((head.kind !== 'genuine' && head.kind !== 'lost_key') || faults.count > 0) return;
  const { count, prunings } = head.head;
  if (walk.counted < count) faults.row('deleted', 'pruned', 'something stands for events that were not pruned');
  else if (walk.counted !== count || walk.prunings !== prunings) {
    faults.row('edited', 'head', 'it counts other events than are there');
  }
}

/** The last event and the head were written together, with one key. */
export function judgeEndKey({ walk, head }: Walked, faults: Faults): void {
  const { endKeyId, lost } = walk;
  if ((head.kind !== 'genuine' && head.kind !== 'lost_key') || endKeyId === undefined) return;
  if (endKeyId === head.head.keyId) return;
  if (lost?.keyId === endKeyId) faults.events('edited', lost.first, lost.last, 'the head was made with another key');
  else faults.row('edited', 'head', 'the last event was made with another key');
}
