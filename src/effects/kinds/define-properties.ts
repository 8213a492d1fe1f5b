import type { Intent } from '../../audit/trail.ts';
import type { SliceContext } from '../../facts/context.ts';
import { define } from '../../hubspot/define.ts';
import { readDefinitions } from '../../hubspot/definitions.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { namesIn, planProvisioning } from '../../hubspot/provisioning.ts';
import { checkMayWrite } from '../../hubspot/records.ts';
import { REGISTER_GROUP } from '../../register/properties.ts';
import { RECORD_KINDS } from '../../register/record.ts';
import type { ListedDefinition } from '../../runs/change-list.ts';
import type { DefineProperties, EffectKind, Rechecked } from '../effect.ts';
import { aspectsText, definitionOf, definitionSubject, fateOfDefinition } from './definition-values.ts';

/** The add-on's own group and properties on an object type. Each of them has a fate of its own. */
export function defineProperties(context: SliceContext): EffectKind<DefineProperties> {
  const { hubspot, session, changes } = context;
  return {
    type: 'define_properties',
    isHidden: true,
    batch: 1,
    owns: ({ subject }) => definitionOf(subject) !== undefined,
    intents: intentsOf,

    async list(effects) {
      await changes.putDefinitions(session.run.runId, effects.flatMap(linesOf));
    },

    // A token that may define properties but not write records would leave new, empty ones behind (ADR 7).
    async permit(effects) {
      const creating = effects.filter(({ plan }) => plan.create.length > 0);
      // The add-on is new, or somebody has removed what it made: either way both kinds of record are about to be written.
      if (creating.length > 0) await Promise.all(RECORD_KINDS.map((kind) => checkMayWrite(hubspot, kind)));
    },

    recheck: async (effects) => (context.resumed ? notYetDefined(context, effects) : { go: effects, fates: new Map() }),

    async carryOut(effects, tell) {
      for (const { on, plan, needed } of effects) {
        await define(hubspot, plan, REGISTER_GROUP, needed, (name, fate) => tell(definitionSubject(on, name), fate));
      }
    },

    async observe(intents) {
      const kinds = RECORD_KINDS.filter((on) => intents.some(({ subject }) => definitionOf(subject)?.on === on));
      const held = new Map(
        await Promise.all(kinds.map(async (on) => [on, await readDefinitions(hubspot, on)] as const)),
      );
      return intents.map(({ subject, events: [event] }) => {
        const on = kinds.find((kind) => definitionOf(subject)?.on === kind);
        const definitions = on && held.get(on);
        return definitions && event && fateOfDefinition(event, definitions);
      });
    },
  };
}

/** When the slice was cut short before, what there is by now is read anew, so that nothing is defined twice. */
async function notYetDefined(
  { hubspot }: SliceContext,
  effects: readonly DefineProperties[],
): Promise<Rechecked<DefineProperties>> {
  const fates = new Map<string, Fate>();
  const go: DefineProperties[] = [];
  for (const effect of effects) {
    const { on, needed } = effect;
    const plan = planProvisioning(on, await readDefinitions(hubspot, on), REGISTER_GROUP, needed);
    const left = new Set(namesIn(plan, REGISTER_GROUP));
    for (const name of namesIn(effect.plan, REGISTER_GROUP))
      if (!left.has(name)) fates.set(definitionSubject(on, name), { kind: 'done' });
    if (left.size > 0) go.push({ ...effect, plan });
  }
  return { go, fates };
}

function intentsOf({ on, plan, restored }: DefineProperties): Intent[] {
  const intent = (property: string, before: string, after: string, cause: string): Intent => {
    return { subject: definitionSubject(on, property), cause, changes: [{ property, before, after }] };
  };
  const group = REGISTER_GROUP;
  const made = (name: string) => (restored.has(name) ? 'restored: somebody had removed it' : 'created');
  return [
    ...(plan.group === 'create' ? [intent(group.name, '', 'group', made(group.name))] : []),
    ...(plan.group === 'relabel'
      ? [
          intent(
            group.name,
            aspectsText({ label: plan.groupLabel }),
            aspectsText({ label: group.label }),
            'repaired: label',
          ),
        ]
      : []),
    ...plan.create.map(({ name, type }) => intent(name, '', type, made(name))),
    ...plan.repair.map(({ name, patch, before }) => {
      return intent(name, aspectsText(before), aspectsText(patch), `repaired: ${Object.keys(patch).sort().join(', ')}`);
    }),
  ];
}

function linesOf({ on, plan }: DefineProperties): ListedDefinition[] {
  const action = plan.group === 'create' ? 'create' : 'repair';
  return [
    ...(plan.group === 'none' ? [] : [{ on, what: 'group', name: REGISTER_GROUP.name, action } as const]),
    ...plan.create.map(({ name }) => ({ on, what: 'property', name, action: 'create' }) as const),
    ...plan.repair.map(({ name }) => ({ on, what: 'property', name, action: 'repair' }) as const),
  ];
}
