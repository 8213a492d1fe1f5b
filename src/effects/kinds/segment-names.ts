import { SEGMENTS, type Segment, type SegmentKey } from '../../register/segments.ts';

const PREFIX = 'segments:';

/** The subject of a segment, or of their folder, in the audit trail: `segments:ended`. */
export function segmentSubject(key: SegmentKey | 'folder'): string {
  return `${PREFIX}${key}`;
}

/** What a subject names after its colon; `undefined` when it is no segment's. */
export function segmentKeyOf(subject: string): string | undefined {
  return subject.startsWith(PREFIX) ? subject.slice(PREFIX.length) : undefined;
}

/** The segment of a key; `undefined` of the folder. */
export function segmentOf(key: string): Segment | undefined {
  return SEGMENTS.find((one) => one.key === key);
}
