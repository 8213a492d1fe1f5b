import { execute } from '../../../effects/execute.ts';
import { personsCall } from '../../../effects/executing.ts';
import { rectifyValue } from '../../../effects/kinds/rectify-value.ts';
import { type Rectified, rectifiedAs, survivorOf } from '../../../effects/rectified.ts';
import { HubSpotError } from '../../../hubspot/errors.ts';
import type { Fate } from '../../../hubspot/fate.ts';
import { type PropertyRule, readPropertyRules } from '../../../hubspot/property-rules.ts';
import { problemsByRules } from '../../../hubspot/rule-problems.ts';
import { readValueDefinition, type ValueDefinition } from '../../../hubspot/value-definition.ts';
import { problemByDefinition } from '../../../hubspot/value-problems.ts';
import { subjectOf } from '../../../register/record.ts';
import type { Engine } from '../../../work/engine.ts';
import type { RequestRefusal } from '../acting.ts';
import { FormerAddress } from './former-address.ts';
import { refusalOfHubSpot } from './refused-value.ts';

/** What is to be put right. The value is carried out, and kept nowhere. Empty clears. */
export interface RectificationWish {
  readonly contactId: string;
  readonly property: string;
  readonly value: string;
}

/** What has become of a value that was put right. */
export interface Rectification {
  readonly contactId: string;
  readonly property: string;
  readonly as: Rectified;
  /** Whether the account's rules were read beforehand: the token may lack the scope. HubSpot goes by them in any case. */
  readonly rulesRead: boolean;
  /** Of an address that was replaced: whether the contact keeps it beside the new one. Null of all else, and where it could not be read. */
  readonly formerAddressKept: boolean | null;
}

type Outcome = { readonly kind: 'rectified'; readonly rectification: Rectification } | RequestRefusal;

/** Looks whether HubSpot would take the value, and has it written. Throws `HubSpotError` when HubSpot cannot be asked. */
export async function carryOutRectification(
  engine: Engine,
  requestId: string,
  wish: RectificationWish,
  actor: string,
): Promise<Outcome> {
  const { hubspot } = engine;
  const { property, value } = wish;
  const definition = await readValueDefinition(hubspot, property);
  if (definition === undefined)
    return { kind: 'wrong_field', path: 'property', message: 'is not defined in the HubSpot account' };
  const problem = problemByDefinition(definition, value);
  if (problem !== undefined) return { kind: 'wrong_value', messages: [problem] };
  const rules = await readPropertyRules(hubspot, property);
  const messages = problemsByRules(rules ?? [], value);
  if (messages.length > 0) return { kind: 'wrong_value', messages };
  return write(engine, requestId, wish, { definition, rules, actor });
}

async function write(
  engine: Engine,
  requestId: string,
  { contactId, property, value }: RectificationWish,
  {
    definition,
    rules,
    actor,
  }: {
    readonly definition: ValueDefinition;
    readonly rules: readonly PropertyRule[] | undefined;
    readonly actor: string;
  },
): Promise<Outcome> {
  const record = { kind: 'contacts', id: contactId } as const;
  const effect = { type: 'rectify_value', record, requestId, definition, value } as const;
  const former = await FormerAddress.read(engine.hubspot, contactId, property);
  try {
    const fates = await execute(personsCall(engine, actor), rectifyValue(engine), [effect], { part: 0 });
    const fate = fates.get(subjectOf(record)) ?? { kind: 'unsure', reason: 'nothing was told of it' };
    const as = rectifiedAs(fate);
    if (as === undefined) return refusalOf(fate, contactId);
    const formerAddressKept = as === 'already_there' ? null : await former.isKept();
    return {
      kind: 'rectified',
      rectification: { contactId, property, as, rulesRead: rules !== undefined, formerAddressKept },
    };
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    return refusalOfHubSpot(engine.hubspot, contactId, error, rules ?? []);
  }
}

function refusalOf(fate: Fate, contactId: string): RequestRefusal {
  if (fate.kind === 'overtaken') return { kind: 'merged_contact', contactId, into: survivorOf(fate) };
  return fate.kind === 'refused' ? { kind: 'not_written' } : { kind: 'unsure' };
}
