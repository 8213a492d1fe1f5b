import { closeOpen } from '../../effects/close-open.ts';
import { execute } from '../../effects/execute.ts';
import { personsCall } from '../../effects/executing.ts';
import { removeOwnThings } from '../../effects/kinds/remove-own.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { NO_SEGMENTS } from '../../remembered/segments-row.ts';
import { formatInstant } from '../../register/instant.ts';
import type { Engine } from '../../work/engine.ts';
import { isBlocked } from './blockers.ts';
import { nameOf, type OffboardingPlan, offboardingPlan } from './plan.ts';
import { ownThings } from './own-things.ts';

/** What an administrator confirms: a plan, and that what staff typed has been saved. */
export interface Confirmation {
  readonly confirm: string;
  /** The digest that the export ended with. */
  readonly exported: string;
}

/** What was removed, as HubSpot shows it afterwards. */
interface OffboardingReport {
  readonly removed: readonly string[];
  /** What is still there, and why. */
  readonly remaining: readonly { readonly name: string; readonly reason: string }[];
  readonly left: OffboardingPlan['things']['left'];
}

export type Offboarding =
  | { readonly kind: 'done'; readonly report: OffboardingReport }
  | { readonly kind: 'blocked'; readonly plan: OffboardingPlan }
  | { readonly kind: 'changed' | 'not_exported' | 'run_in_line' };

/**
 * Takes the add-on out of an account. From before the first change no run begins any more; it can be repeated after any interruption, and
 * goes on with what is left. What it has done is read back from HubSpot. Throws `HubSpotError`.
 */
export async function carryOutOffboarding(engine: Engine, given: Confirmation, actor: string): Promise<Offboarding> {
  const { offboarded, now } = engine;
  await engine.storage.prepare();
  const before = await offboarded.read();
  // Until all has been looked at the add-on is in use, whatever comes in between; one that was begun stays begun.
  const refused = await refusal(engine, given, actor);
  if (refused !== undefined) return refused;
  if (before === undefined) {
    await offboarded.write({ state: 'leaving', at: formatInstant(now()), by: actor });
    // Whoever joins the line from now on sees the row before writing anything; whoever joined before is seen here.
    if (await isRunInLine(engine)) {
      await offboarded.remove();
      return { kind: 'run_in_line' };
    }
  }
  const { ours, left } = await ownThings(engine);
  const fates = await execute(personsCall(engine, actor), removeOwnThings(engine), ours, { part: 0 });
  const report = await readBack(
    engine,
    ours.map((one) => ({ name: nameOf(one), fate: fates.get(one.subject) })),
    left,
  );
  if (report.remaining.length > 0) return { kind: 'done', report };
  await engine.segments.write(NO_SEGMENTS);
  if (before?.state !== 'left') {
    const cause = `removed=${report.removed.length} left=${left.length}`;
    await engine.audit.record([{ action: 'offboarded', subject: 'register:hubspot', cause }], { runId: '', actor });
    await offboarded.write({ state: 'left', at: formatInstant(now()), by: actor });
  }
  return { kind: 'done', report };
}

async function refusal(engine: Engine, given: Confirmation, actor: string): Promise<Offboarding | undefined> {
  if (await isRunInLine(engine)) return { kind: 'run_in_line' };
  // What a call before left open is closed by what HubSpot shows, before more is intended.
  const { session } = personsCall(engine, actor);
  await closeOpen({ audit: engine.audit, session }, () => [removeOwnThings(engine)]);
  const plan = await offboardingPlan(engine);
  if (isBlocked(plan.blockers)) return { kind: 'blocked', plan };
  if (plan.staff.digest !== given.exported) return { kind: 'not_exported' };
  return plan.confirm === given.confirm ? undefined : { kind: 'changed' };
}

async function isRunInLine({ ledger, line }: Engine): Promise<boolean> {
  return (await ledger.activate()) !== undefined || (await line.scopes()).size > 0;
}

interface Tried {
  readonly name: string;
  readonly fate: Fate | undefined;
}

async function readBack(
  engine: Engine,
  tried: readonly Tried[],
  left: OffboardingReport['left'],
): Promise<OffboardingReport> {
  const there = new Set((await ownThings(engine)).ours.map(nameOf));
  const remaining = tried.filter(({ name, fate }) => there.has(name) || fate?.kind !== 'done');
  return {
    removed: tried.filter((one) => !remaining.includes(one)).map(({ name }) => name),
    remaining: remaining.map(({ name, fate }) => {
      const said = fate === undefined || fate.kind === 'done' ? 'HubSpot answered without removing it' : fate.reason;
      return { name, reason: said ?? '' };
    }),
    left,
  };
}
