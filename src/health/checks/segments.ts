import { SEGMENT_FOLDER, SEGMENTS } from '../../register/segments.ts';
import type { SegmentNotice } from '../../remembered/segments-row.ts';
import { type Check, checkOf } from '../check.ts';
import type { HealthFacts } from '../facts.ts';
import { unread } from './storage.ts';

/**
 * Whether staff find their segments in HubSpot, as the last run that looked found. Nothing of it is wrong with the register, so it is
 * said and alarms nobody: a company may do without them.
 */
export function checkSegments({ segments }: Pick<HealthFacts, 'segments'>): Check {
  if (!segments.known) return unread('segments', 'What is remembered of segments', segments);
  const memory = segments.value;
  if (memory === undefined) return checkOf('segments', [], { lookedAt: null });
  const kept = SEGMENTS.filter(({ key }) => memory.segments[key]?.isLost === false).map(({ name }) => name);
  const check = checkOf('segments', [], { lookedAt: memory.lookedAt, kept });
  const { notices } = memory;
  if (notices.length === 0) return check;
  const reason = notices.map(reasonOf).join(' ');
  const action = [...new Set(notices.map(({ code }) => ACTIONS[code]))].join(' ');
  return { ...check, reason, action };
}

function reasonOf({ code, segment, reason }: SegmentNotice): string {
  const name = nameOf(segment);
  if (code === 'missing_scope') return `The token lacks the scope ${reason}: staff have no segments.`;
  if (code === 'name_taken') return `There is another list named ${name}, so the segment is not made.`;
  if (code === 'deleted') return `${name} was deleted, and HubSpot does not bring it back (${reason}).`;
  if (code === 'unread') return `The segments could not be looked at (${reason}).`;
  if (code === 'unsure') return `What became of ${name} is not known yet (${reason}).`;
  return `HubSpot did not make or mend ${name} (${reason}): the tier of the account may allow no more lists.`;
}

function nameOf(segment: SegmentNotice['segment']): string {
  return SEGMENTS.find(({ key }) => key === segment)?.name ?? SEGMENT_FOLDER;
}

const NEXT_TIME = 'The next run over everything tries again.';

const ACTIONS: Readonly<Record<SegmentNotice['code'], string>> = {
  missing_scope: 'Add crm.lists.read and crm.lists.write to the service key or app where segments are wanted.',
  refused: NEXT_TIME,
  name_taken: 'Rename that list in HubSpot; the next run over everything makes the segment.',
  deleted:
    'Make a segment with the same name and filters where it is wanted (docs/operations.md): it is kept from then on.',
  unread: NEXT_TIME,
  unsure: NEXT_TIME,
};
