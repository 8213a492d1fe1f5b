import { expect, test } from 'vitest';
import { editsOf } from '../../src/decisions/edits.ts';
import { CONTACT_PROPERTIES } from '../../src/register/properties.ts';
import { EMPTY_CLOCK } from '../../src/register/clock.ts';
import type { ContactMemory } from '../../src/remembered/memory.ts';

const NOW = '2026-11-23T08:00:00.000Z';
const [YESTERDAY, BEFORE] = ['2026-11-22T08:00:00.000Z', '2026-11-21T08:00:00.000Z'];
const STATUS = 'rekisteri_retention_status';
const ENDS = 'rekisteri_retention_ends';
const REMEMBERED: ContactMemory = { held: { [STATUS]: 'ended' }, inputs: '', merged: '7', own: EMPTY_CLOCK };

/** What is made of a contact whose status is now another than the one remembered. */
const edits = (before: ContactMemory | undefined, { status = 'active', merged = '7' } = {}) =>
  editsOf({ held: { [STATUS]: status }, merged }, before, CONTACT_PROPERTIES, Date.parse(NOW));

const NOTHING = { edited: [], putBack: {}, keptBeingEdited: [], causes: {}, notices: [] };
const CAUSES = { [STATUS]: 'put back: it was changed by somebody else' };

test.each<[string, ReturnType<typeof edits>, ReturnType<typeof edits>]>([
  ['nobody has looked before', edits(undefined), NOTHING],
  ['nothing is otherwise', edits(REMEMBERED, { status: 'ended' }), NOTHING],
  ['somebody was merged into them since: the values are of two', edits(REMEMBERED, { merged: '7;8' }), NOTHING],
  ['it was changed', edits(REMEMBERED), { ...NOTHING, edited: [STATUS], putBack: { [STATUS]: [NOW] }, causes: CAUSES }],
  [
    'it was changed for the third time of late',
    edits({ ...REMEMBERED, putBack: { [STATUS]: [BEFORE, YESTERDAY] } }),
    {
      edited: [STATUS],
      putBack: { [STATUS]: [BEFORE, YESTERDAY, NOW] },
      keptBeingEdited: [STATUS],
      causes: CAUSES,
      notices: [`${STATUS} is changed by somebody else again and again: find out who, or which workflow`],
    },
  ],
  [
    'another was changed three times, and is left alone now',
    edits({ ...REMEMBERED, putBack: { [ENDS]: [BEFORE, YESTERDAY, YESTERDAY] } }, { status: 'ended' }),
    { ...NOTHING, putBack: { [ENDS]: [BEFORE, YESTERDAY, YESTERDAY] } },
  ],
])('edits by somebody else, where %s', (_, found, expected) => {
  expect(found).toEqual(expected);
});
