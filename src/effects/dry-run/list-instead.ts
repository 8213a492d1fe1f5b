import type { SliceContext } from '../../facts/context.ts';
import type { Setup } from '../../facts/setup.ts';
import { REGISTER_GROUP } from '../../register/properties.ts';
import type { RecordKind } from '../../register/record.ts';
import type { ListedDefinition } from '../../runs/change-list.ts';
import type { Outcome } from '../apply.ts';
import { changesOf, type Decided, withCauses } from '../decide.ts';

/**
 * The last step of a dry run in place of `apply`: what differs is listed and not written. Tells of each record what would
 * become of it, should HubSpot take every change.
 */
export async function listChanges(
  { changes, session }: SliceContext,
  kind: RecordKind,
  part: number,
  decided: readonly Decided[],
): Promise<Outcome> {
  const planned = decided.map((one) => ({ one, changes: withCauses(one, changesOf(one, one.held)) }));
  const listed = planned.flatMap(({ one, changes: all }) =>
    all.map(({ cause, ...change }) => ({ kind, id: one.id, ...change, reason: cause })),
  );
  session.assertOurs();
  await changes.putPart(session.run.runId, kind, part, listed);
  const applied = planned.map(({ one, changes: all }) => [one.id, all.length > 0 ? 'changed' : 'unchanged'] as const);
  return { applied: new Map(applied), stamps: null };
}

/** The same of definitions: lists the groups and properties that would be created or repaired. */
export async function listDefinitions({ changes, session }: SliceContext, { plans }: Setup): Promise<void> {
  const listed = plans.flatMap(({ kind, plan: { group, create, repair } }): ListedDefinition[] => [
    ...(group === 'none'
      ? []
      : [
          {
            on: kind,
            what: 'group',
            name: REGISTER_GROUP.name,
            action: group === 'create' ? group : 'repair',
          } as const,
        ]),
    ...create.map(({ name }) => ({ on: kind, what: 'property', name, action: 'create' }) as const),
    ...repair.map(({ name }) => ({ on: kind, what: 'property', name, action: 'repair' }) as const),
  ]);
  session.assertOurs();
  await changes.putDefinitions(session.run.runId, listed);
}
