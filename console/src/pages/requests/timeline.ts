import type { PersonRequestAnswer } from '../../api/types.ts';

/** What has happened to a request; `of` is what it happened with: a code, a name or an outcome. */
export interface TimelineEntry {
  readonly what:
    | 'filed'
    | 'identified'
    | 'paused'
    | 'resumed'
    | 'extended'
    | 'proposed'
    | 'decided'
    | 'letter'
    | 'told'
    | 'rectified'
    | 'copy'
    | 'lifted'
    | 'ended';
  /** An instant, or a calendar date where only that is kept. */
  readonly at: string;
  /** Object id of who did it; null where nobody is kept. */
  readonly by: string | null;
  readonly of: string;
  /** The day that was recorded, where it is another thing than `at`. */
  readonly on: string | null;
}

/** What has happened to a request, the first first, as far as the request itself keeps it: the trail has all. */
export function timelineOf(request: PersonRequestAnswer): TimelineEntry[] {
  const { pauses, extension, proposal, decision, letters, recipients, rectified, disclosed, lifted } = request;
  const entries: TimelineEntry[] = [
    entry('filed', request.filedAt, request.filedBy, request.channel, request.receivedOn),
    ...(request.identity ? [entry('identified', request.identity.at, request.identity.by, request.identity.how)] : []),
    ...pauses.flatMap(({ reason, from, to }) => [
      entry('paused', from, null, reason),
      ...(to === null ? [] : [entry('resumed', to, null, reason)]),
    ]),
    ...(extension ? [entry('extended', extension.on, extension.by, extension.reason)] : []),
    ...(proposal ? [entry('proposed', proposal.at, proposal.by, String(proposal.items.length))] : []),
    ...(decision ? [entry('decided', decision.at, decision.by, String(decision.items.length))] : []),
    ...letters.map(({ letter, sentOn, by, at }) => entry('letter', at, by, letter, sentOn)),
    ...recipients.flatMap(({ processor, on, by }) => (on === null ? [] : [entry('told', on, by, processor)])),
    ...rectified.map(({ contactId, property, at, by }) => entry('rectified', at, by, `${property} (${contactId})`)),
    ...disclosed.map(({ at, format, by }) => entry('copy', at, by, format)),
    ...(lifted ? [entry('lifted', lifted.at, lifted.by, '', lifted.letterSentOn)] : []),
    ...(request.endedAt ? [entry('ended', request.endedAt, null, request.state)] : []),
  ];
  // A date alone stands before the instants of its day. Sorting is stable: what is equal stays in the order above.
  return entries.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

function entry(
  what: TimelineEntry['what'],
  at: string,
  by: string | null,
  of: string,
  on: string | null = null,
): TimelineEntry {
  return { what, at, by, of, on };
}
