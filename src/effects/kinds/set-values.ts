import type { SliceContext } from '../../facts/context.ts';
import { RECORD_BATCH } from '../../hubspot/records.ts';
import { Refusals } from '../../hubspot/refusals.ts';
import type { Update } from '../../hubspot/send-updates.ts';
import { updateRecords } from '../../hubspot/update.ts';
import { differences } from '../../register/difference.ts';
import { type RecordKind, recordOf, subjectOf } from '../../register/record.ts';
import { rememberWritten } from '../../remembered/remember-written.ts';
import type { EffectKind, SetValues } from '../effect.ts';
import { EndsNow } from './ends-now.ts';
import { observeValues } from './observe-values.ts';
import { isOurs, PROPERTIES_OF } from './properties-of.ts';
import { recheckValues } from './recheck-values.ts';

/** What one execution hands on to the next: what HubSpot refuses on all records, and what was looked at before somebody ends. */
export interface Carried {
  readonly refusals: Refusals;
  readonly endsNow: EndsNow;
}

const nothingCarried = (): Carried => ({ refusals: new Refusals(), endsNow: new EndsNow() });

/** Values of properties set in HubSpot on contacts or on companies, a hundred records to a request. */
export function setValues(
  context: SliceContext,
  on: RecordKind,
  { refusals, endsNow } = nothingCarried(),
): EffectKind<SetValues> {
  const holds = ({ properties }: Update, values: Readonly<Record<string, string | null>>) =>
    differences(values, properties, PROPERTIES_OF[on]).length === 0;
  return {
    type: 'set_values',
    isHidden: true,
    batch: RECORD_BATCH,
    owns: ({ subject, property }) => recordOf(subject)?.kind === on && isOurs(property),
    intents: ({ record, changes, cause }) => [{ subject: subjectOf(record), cause, changes }],

    async list(effects, part) {
      const lines = effects.flatMap(({ record, changes }) =>
        changes.map(({ cause, ...change }) => ({ ...record, ...change, reason: cause })),
      );
      await context.changes.putPart(context.session.run.runId, on, part, lines);
    },

    recheck: (effects) => recheckValues(context, on, effects, endsNow),

    async carryOut(effects, tell) {
      const updates = effects.map(updateOf);
      const fates = await refusals.behindFirst(() => updateRecords(context.hubspot, on, updates, holds, refusals));
      for (const [id, fate] of fates) tell(subjectOf({ kind: on, id }), fate);
    },

    observe: (intents) => observeValues(context, on, intents),
    remember: (done) => rememberWritten(context.state, done),
  };
}

function updateOf({ record: { id }, changes }: SetValues): Update {
  return { id, properties: Object.fromEntries(changes.map(({ property, after }) => [property, after])) };
}
