import { z } from 'zod';
import { createdPropertiesSchema, propertySchema } from './answers.ts';
import { type NeededGroup, type NeededProperty, readDefinitions } from './definitions.ts';
import { HubSpotError } from './errors.ts';
import type { Fate, Tell } from './fate.ts';
import { mergedOptions } from './property-options.ts';
import { namesIn, type ProvisioningPlan, planProvisioning, repairOf } from './provisioning.ts';
import type { Access } from './records.ts';

const ROUNDS = 5;
/** How often HubSpot may answer that it has written what it then does not hold. */
const UNHELD_ROUNDS = 2;

/**
 * Carries out a plan and tells the fate of the group and of each property, by its name. Safe to repeat: whatever a lost answer
 * may have left done, and whatever an answer leaves out, is found by reading the definitions anew and planning again. What has
 * no fate when it throws may or may not have been done.
 */
export async function define(
  access: Access,
  plan: ProvisioningPlan,
  group: NeededGroup,
  needed: readonly NeededProperty[],
  tell: Tell,
): Promise<void> {
  let todo = plan;
  const open = new Set(namesIn(plan, group));
  const sent = new Set<string>();
  const end: Tell = (name, fate) => {
    if (open.delete(name)) tell(name, fate);
  };
  for (let round = 0; open.size > 0; round += 1) {
    let isLost = false;
    try {
      await carryOut(access, todo, group, needed, end, sent);
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      isLost = error.code === 'outcome_unknown' || error.status === 409;
      // Of what was not yet sent, or refused, it is certain.
      if (isRefusal(error)) for (const name of open) if (!sent.has(name)) end(name, refused(error.reason));
      if (!isLost || round >= ROUNDS) throw error;
    }
    if (open.size === 0) return;
    const now = await readDefinitions(access, plan.objectType);
    todo = onlyOf(planProvisioning(plan.objectType, now, group, needed), open, group);
    const left = new Set(namesIn(todo, group));
    const taken = new Set(todo.conflicts.map(({ name }) => name));
    for (const name of [...open]) {
      if (taken.has(name)) end(name, OF_ANOTHER_TYPE);
      else if (!left.has(name)) end(name, { kind: 'done' });
      else if (!isLost && round >= UNHELD_ROUNDS) end(name, refused('HubSpot answered without holding it'));
    }
  }
}

/** What was not intended, for somebody changed it since, is left to the next run: the trail would not tell of it. */
function onlyOf(plan: ProvisioningPlan, open: ReadonlySet<string>, group: NeededGroup): ProvisioningPlan {
  return {
    ...plan,
    group: open.has(group.name) ? plan.group : 'none',
    create: plan.create.filter(({ name }) => open.has(name)),
    repair: plan.repair.filter(({ name }) => open.has(name)),
  };
}

const OF_ANOTHER_TYPE: Fate = { kind: 'overtaken', reason: 'somebody else has made it, of another type', gone: false };

function refused(reason: string): Fate {
  return { kind: 'refused', reason };
}

/** HubSpot understood and did nothing; 409 says that somebody else was first. */
function isRefusal({ code, status }: HubSpotError): boolean {
  return status !== 409 && ['rejected', 'not_found', 'forbidden', 'unauthorized'].includes(code);
}

/** Sends what a plan says, step by step; `sent` gets the names of what was answered, whatever the answer says. */
async function carryOut(
  { transport, paths }: Access,
  plan: ProvisioningPlan,
  group: NeededGroup,
  needed: readonly NeededProperty[],
  tell: Tell,
  sent: Set<string>,
): Promise<void> {
  const { objectType } = plan;
  if (plan.group !== 'none') {
    const [method, path, body] =
      plan.group === 'create'
        ? (['POST', paths.groups(objectType), { ...group, displayOrder: -1 }] as const)
        : (['PATCH', paths.group(objectType, group.name), { label: group.label }] as const);
    const answer = await transport.send({ method, path, body, answer: groupAnswer, effect: 'write' });
    sent.add(group.name);
    if (answer.name === group.name && answer.label === group.label) tell(group.name, { kind: 'done' });
  }
  if (plan.create.length > 0) {
    const inputs = plan.create.map((property, index) => inputOf(property, group, index));
    const { results } = await transport.send({
      method: 'POST',
      path: paths.propertiesBatchCreate(objectType),
      body: { inputs },
      answer: createdPropertiesSchema,
      effect: 'write',
    });
    for (const { name } of plan.create) sent.add(name);
    for (const { name } of results) tell(name, { kind: 'done' });
  }
  for (const { name, patch } of plan.repair) {
    const path = paths.property(objectType, name);
    const answer = await transport.send({
      method: 'PATCH',
      path,
      body: patch,
      answer: propertySchema,
      effect: 'write',
    });
    sent.add(name);
    const property = needed.find((one) => one.name === name);
    if (answer.name === name && property && Object.keys(repairOf(property, answer)).length === 0)
      tell(name, { kind: 'done' });
  }
}

const groupAnswer = z.object({ name: z.string(), label: z.string() });

function inputOf(property: NeededProperty, group: NeededGroup, displayOrder: number) {
  const { name, label, type, fieldType, description } = property;
  return {
    name,
    label,
    type,
    fieldType,
    description,
    groupName: group.name,
    displayOrder,
    formField: false,
    hidden: false,
    options: mergedOptions(property, undefined),
  };
}
