import type { SliceContext } from '../../facts/context.ts';
import { RECORD_KINDS } from '../../register/record.ts';
import type { Observer } from '../effect.ts';
import { defineProperties } from './define-properties.ts';
import { eraseEngagements } from './erase-engagements.ts';
import { forgetPerson } from './forget-person.ts';
import { keepHashes } from './keep-hashes.ts';
import { keepSegment } from './keep-segment.ts';
import { rectifyValue } from './rectify-value.ts';
import { setValues } from './set-values.ts';

/**
 * Every kind of effect, as whoever closes what a crash left open needs them. A new kind is a file, and a line here. What
 * `keep_floor` writes are values.
 */
export function allKinds(context: SliceContext): readonly Observer[] {
  return [
    defineProperties(context),
    ...RECORD_KINDS.map((kind) => setValues(context, kind)),
    keepSegment(context),
    rectifyValue(context),
    keepHashes(context),
    eraseEngagements(context),
    forgetPerson(context),
  ];
}
