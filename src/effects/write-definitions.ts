import type { SliceContext } from '../facts/context.ts';
import type { Setup } from '../facts/setup.ts';
import { savedSetupSchema } from '../facts/setup-schema.ts';
import { namesIn } from '../hubspot/provisioning.ts';
import { REGISTER_GROUP } from '../register/properties.ts';
import type { DefineProperties } from './effect.ts';
import { execute } from './execute.ts';
import { defineProperties } from './kinds/define-properties.ts';

/** Makes, repairs and restores the add-on's own definitions. What HubSpot does not take is a problem of the run. */
export async function writeDefinitions(context: SliceContext, { plans }: Setup): Promise<void> {
  const effects: DefineProperties[] = [];
  for (const { kind: on, plan, needed } of plans) {
    if (namesIn(plan, REGISTER_GROUP).length === 0) continue;
    effects.push({ type: 'define_properties', on, plan, needed, restored: await restored(context, on, plan) });
  }
  const fates = await execute(context, defineProperties(context), effects, { part: 0 });
  const problems = [...fates].flatMap(([subject, fate]) =>
    fate.kind === 'done' ? [] : [`${subject.replace(':', ' of ')} could not be made or repaired: ${fate.reason}.`],
  );
  context.session.say(...problems);
}

/**
 * What a run before has seen to be there: when a reconcile has come to its end, all definitions were, but for those that it
 * did not know yet.
 */
async function restored(
  { state }: SliceContext,
  on: DefineProperties['on'],
  plan: DefineProperties['plan'],
): Promise<ReadonlySet<string>> {
  const anchor = await state.anchor.read();
  if (anchor === undefined) return new Set();
  const known = savedSetupSchema.safeParse(anchor.setup).data?.[on].properties.map(({ name }) => name);
  return new Set(
    namesIn(plan, REGISTER_GROUP).filter((name) => name === REGISTER_GROUP.name || (known?.includes(name) ?? true)),
  );
}
