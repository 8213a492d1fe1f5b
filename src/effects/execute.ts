import pMap from 'p-map';
import { changeName } from '../audit/recorded.ts';
import type { Intent, OpenIntents } from '../audit/trail.ts';
import { chunk } from '../chunk.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { Fate } from '../hubspot/fate.ts';
import { LeaseLostError } from '../runs/session.ts';
import { SafeError } from '../safe-error.ts';
import { conclusionsOf } from './conclusion.ts';
import { type Effect, type EffectKind, INTENTS_BY_CHANGE, openName } from './effect.ts';
import type { Executing } from './executing.ts';
import { modeOf } from './mode.ts';

/** What whoever decided the effects has to do with their execution. */
export interface Execution<One extends Effect> {
  /** Which part of a run the effects are; a dry run lists them under it. */
  readonly part: number;
  /** Keeps what became of the effects, before the audit trail says it. One whose fate is not known is left out. */
  readonly remember?: (fates: ReadonlyMap<string, Fate>) => Promise<void>;
  /** Decides again those that the recheck found to be overtaken; what comes instead is not rechecked once more. */
  readonly decideAgain?: (overtaken: readonly One[]) => Promise<readonly One[]>;
}

const AT_ONCE = 8;

/**
 * The one way in which anything in HubSpot is changed: recheck, intend, carry out, remember, conclude. A dry run rechecks and
 * lists. Gives the fates by subject, or by change. What is unsure stays open in the trail; a slice is repeated a few times for it, a call is not.
 */
export async function execute<One extends Effect>(
  context: Executing,
  kind: EffectKind<One>,
  effects: readonly One[],
  { part, remember, decideAgain }: Execution<One>,
): Promise<ReadonlyMap<string, Fate>> {
  assertKnown(kind, effects);
  const { free, blocked } = withoutStillOpen(context, kind, effects);
  const { go, fates } = await recheck(kind, free, decideAgain);
  for (const [name, fate] of blocked) fates.set(name, fate);
  if (modeOf(context) === 'list') {
    context.session.assertOurs();
    await kind.list(go, part);
    for (const name of namesOf(kind, go)) fates.set(name, { kind: 'done' });
    return fates;
  }
  if (go.length > 0) await intendAndCarryOut(context, kind, go, fates, remember);
  else {
    context.session.assertOurs();
    await remember?.(fates);
  }
  return fates;
}

/** Effects may come from storage some day: one of another kind than it says is never carried out. */
function assertKnown<One extends Effect>(kind: EffectKind<One>, effects: readonly One[]): void {
  const other = effects.find(({ type }) => type !== kind.type);
  if (other !== undefined) throw new UnknownEffectError(`An effect of kind ${other.type} came as ${kind.type}.`);
}

/** An effect that the executor does not know; nothing has happened. */
class UnknownEffectError extends SafeError<'unknown_effect'> {
  override readonly name = 'UnknownEffectError';
  override readonly isFinal = true;

  constructor(message: string) {
    super('unknown_effect', message);
  }
}

/** What would be written now would hide what became of a change before it. */
function withoutStillOpen<One extends Effect>(
  { stillOpen }: Executing,
  kind: EffectKind<One>,
  effects: readonly One[],
): { readonly free: readonly One[]; readonly blocked: ReadonlyMap<string, Fate> } {
  const isBlocked = (effect: One) => namesOf(kind, [effect]).some((name) => stillOpen.has(openName(kind, name)));
  const reason = 'what became of an earlier change of it could not be read yet';
  const blocked = namesOf(kind, effects.filter(isBlocked)).map((name): [string, Fate] => {
    return [name, { kind: 'refused', reason }];
  });
  return { free: effects.filter((effect) => !isBlocked(effect)), blocked: new Map(blocked) };
}

async function recheck<One extends Effect>(
  kind: EffectKind<One>,
  effects: readonly One[],
  decideAgain: Execution<One>['decideAgain'],
): Promise<{ readonly go: readonly One[]; readonly fates: Map<string, Fate> }> {
  if (kind.recheck === undefined || effects.length === 0) return { go: effects, fates: new Map() };
  const { go, fates: found } = await kind.recheck(effects);
  const fates = new Map(found);
  const isOvertaken = (subject: string) => {
    const fate = fates.get(subject);
    return fate?.kind === 'overtaken' && !fate.gone;
  };
  const overtaken = effects.filter((effect) => namesOf(kind, [effect]).some(isOvertaken));
  if (overtaken.length === 0 || decideAgain === undefined) return { go, fates };
  for (const name of namesOf(kind, overtaken)) fates.delete(name);
  return { go: [...go, ...(await decideAgain(overtaken))], fates };
}

/** What the fates of effects are told by. */
function namesOf<One extends Effect>(kind: EffectKind<One>, effects: readonly One[]): string[] {
  const intents = effects.flatMap((effect) => kind.intents(effect));
  if (kind.byChange === undefined) return intents.map(({ subject }) => subject);
  return intents.flatMap(({ subject, changes }) => changes.map(({ property }) => changeName({ subject, property })));
}

async function intendAndCarryOut<One extends Effect>(
  context: Executing,
  kind: EffectKind<One>,
  effects: readonly One[],
  fates: Map<string, Fate>,
  remember: Execution<One>['remember'],
): Promise<void> {
  const { audit, session } = context;
  const { runId, actor } = session.run;
  await kind.permit?.(effects);
  session.assertOurs();
  const intents = effects.flatMap((effect) => kind.intents(effect));
  const open = await intendAll(context, kind, intents);
  const told = new Map<string, Fate>();
  const errors = await carryOut(context, kind, effects, told);
  const lost = errors.find((error) => error instanceof LeaseLostError);
  // Whoever has the run now looks at HubSpot and concludes.
  if (lost !== undefined) throw lost;
  for (const [subject, fate] of told) fates.set(subject, fate);
  await remember?.(fates);
  await audit.conclude(open, conclusionsOf(told), { runId, actor });
  if (errors.length > 0) throw errors[0];
  const isUnsure = [...told.values()].some((fate) => fate.kind === 'unsure');
  if (isUnsure && session.run.failures < PATIENCE) throw new OutcomeLostError();
}

/** A transaction that concludes intents holds all their exceptions: of a kind `byChange` they take many entries. */
async function intendAll<One extends Effect>(
  { audit, session }: Executing,
  { byChange }: EffectKind<One>,
  intents: readonly Intent[],
): Promise<OpenIntents[]> {
  const { runId, actor } = session.run;
  if (byChange === undefined) return audit.intend(intents, { runId, actor });
  const open: OpenIntents[] = [];
  for (const some of chunk(intents, INTENTS_BY_CHANGE)) open.push(...(await audit.intend(some, { runId, actor })));
  return open;
}

/** Sends all batches and waits for every one of them: none is on its way any more when this ends. */
async function carryOut<One extends Effect>(
  { session }: Executing,
  kind: EffectKind<One>,
  effects: readonly One[],
  told: Map<string, Fate>,
): Promise<unknown[]> {
  const errors: unknown[] = [];
  await pMap(
    chunk(effects, kind.batch),
    async (batch) => {
      try {
        session.assertOurs();
        await kind.carryOut(batch, (subject, fate) => told.set(subject, fate));
      } catch (error) {
        errors.push(error);
      }
    },
    { concurrency: AT_ONCE },
  );
  return errors;
}

/** How often the slice is repeated because of lost answers, before their records are reported and left to the next run. */
const PATIENCE = 3;

/** HubSpot's answers to updates were lost again and again; their intents are open. */
class OutcomeLostError extends HubSpotError {
  constructor() {
    super('unavailable', 'The answers to updates of records were lost; what was written is looked up.', {
      endpoint: 'update',
    });
  }
}
