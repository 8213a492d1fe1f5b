import { digestOf } from '../digest.ts';
import type { ConsentProperty, RetentionProperty } from './properties.ts';
import type { STAFF_PROPERTIES } from './staff-properties.ts';

type Property = RetentionProperty | ConsentProperty | (typeof STAFF_PROPERTIES)[number]['name'];

/** What a value has to be for a contact to be in a segment. */
export type Condition =
  | { readonly property: Property; readonly anyOf: readonly string[] }
  | { readonly property: Property; readonly isTrue: true }
  | { readonly property: Property; readonly isEmpty: true };

export const SEGMENT_KEYS = ['ending_soon', 'ended', 'undecided', 'on_hold', 'restricted', 'consent_review'] as const;

export type SegmentKey = (typeof SEGMENT_KEYS)[number];

/** A segment (dynamic list) of contacts that staff have in HubSpot; all its conditions hold together. */
export interface Segment {
  readonly key: SegmentKey;
  readonly name: string;
  readonly conditions: readonly Condition[];
}

const withStatus = (status: string): Condition => ({ property: 'rekisteri_retention_status', anyOf: [status] });

/** No condition compares dates: the daily clock run moves the status as they come. */
export const SEGMENTS: readonly Segment[] = [
  { key: 'ending_soon', name: 'Rekisteri: päättyy pian', conditions: [withStatus('ending_soon')] },
  { key: 'ended', name: 'Rekisteri: säilytysaika päättynyt', conditions: [withStatus('ended')] },
  {
    key: 'undecided',
    name: 'Rekisteri: päätös puuttuu',
    conditions: [withStatus('ended'), { property: 'rekisteri_retention_decision', isEmpty: true }],
  },
  { key: 'on_hold', name: 'Rekisteri: pidossa', conditions: [withStatus('on_hold')] },
  {
    key: 'restricted',
    name: 'Rekisteri: käsittely rajoitettu',
    conditions: [{ property: 'rekisteri_processing_restricted', isTrue: true }],
  },
  {
    key: 'consent_review',
    name: 'Rekisteri: tarkistettava suostumustieto',
    conditions: [{ property: 'rekisteri_consent_data_review', isTrue: true }],
  },
];

/** The folder that they are made in. */
export const SEGMENT_FOLDER = 'Rekisteri';

/** Tells whether the segments are still those that a version of the program before had. */
export const SEGMENTS_DIGEST = digestOf(SEGMENTS);
