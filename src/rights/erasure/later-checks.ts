import { z } from 'zod';
import type { SliceContext } from '../../facts/context.ts';
import { logLine } from '../../log.ts';
import { daysBetween, localDate } from '../../register/calendar.ts';
import { formatInstant } from '../../register/instant.ts';
import { type Cursor, cursorOf, withCursor } from '../../runs/cursor.ts';
import type { Step } from '../../work/steps.ts';
import { type LaterLook, lookFurther, lookSchema, type Wanted } from './later-look.ts';
import type { ErasureList, LaterCheck } from './list.ts';
import { subjectOfList } from './subject.ts';
import type { ErasureTools } from './tools.ts';

/** HubSpot empties its recycle bin after 90 days, and need not do so within the hour: after so many days more it should have. */
const BIN_GRACE_DAYS = 7;
const BIN_EMPTY_AFTER_DAYS = 90;

/** A check of a list that has to be made now. */
interface Due {
  readonly list: ErasureList;
  readonly check: LaterCheck;
}

const cursorSchema = z.object({
  /** Whether the run's own work is done. */
  concluded: z.boolean(),
  /** Checks that this run has made or tried to make. */
  made: z.array(z.string()),
  /** The check that `look` belongs to: after a crash, or on another day, the next one that is due may be another. */
  of: z.string().default(''),
  look: lookSchema,
});

const LOOKING: Cursor<z.infer<typeof cursorSchema>> = {
  phase: 'concluding',
  schema: cursorSchema,
  start: { concluded: false, made: [], of: '', look: lookSchema.parse({}) },
};

/**
 * The last step of a run of the retention clock looks, 30 and 90 days after a list was carried out, whether everybody and everything on it
 * is still gone (Art. 5(2), 17). What it finds stands in the list and in the trail, and is looked at by every further run until it is gone.
 */
export function lookingLater(step: Step, tools: ErasureTools): Step {
  if (step.phase !== 'concluding') return step;
  return {
    ...step,
    work: async (context) => {
      const { session } = context;
      if (!cursorOf(session.run, LOOKING).concluded) {
        if (!(await step.work(context))) return false;
        await session.checkpoint((run) => withCursor(run, LOOKING, { ...LOOKING.start, concluded: true }));
      }
      return session.run.dryRun || makeDueChecks(tools, context);
    },
  };
}

async function makeDueChecks(tools: ErasureTools, context: SliceContext): Promise<boolean> {
  for (const due of await dueChecks(tools, context)) {
    const name = nameOf(due);
    if (cursorOf(context.session.run, LOOKING).made.includes(name)) continue;
    const look = await lookAtAll(tools, context, due);
    if (look === undefined) return false;
    await settle(tools, context, due, look);
    await context.session.checkpoint((run) => {
      const { made } = cursorOf(run, LOOKING);
      return withCursor(run, LOOKING, { ...LOOKING.start, concluded: true, made: [...made, name] });
    });
  }
  return true;
}

async function dueChecks({ stores }: ErasureTools, { policy, now }: SliceContext): Promise<Due[]> {
  const today = localDate(now(), policy.timeZone);
  const lists = await stores.lists.inStates(['completed', 'partly_completed']);
  const due = lists.flatMap((list) => list.laterChecks.map((check) => ({ list, check })));
  return due.filter(({ check }) => check.dueOn <= today && (check.at === null || isOpen(check)));
}

/** Whether something was found that is not known to be gone again. */
function isOpen({ result, goneAt }: LaterCheck): boolean {
  return result === 'found' && goneAt === null;
}

function nameOf({ list, check }: Due): string {
  return `${list.id} ${check.days}`;
}

/** Everything there is to see; `undefined` when the slice ends before that. */
async function lookAtAll(tools: ErasureTools, context: SliceContext, due: Due): Promise<LaterLook | undefined> {
  const { session } = context;
  const wanted = wantedOf(due.check, localDate(context.now(), context.policy.timeZone));
  const name = nameOf(due);
  for (;;) {
    if (context.timeIsUp()) return undefined;
    const { of, look: last } = cursorOf(session.run, LOOKING);
    const look = of === name ? last : LOOKING.start.look;
    const further = await lookFurther(tools, context, due.list, wanted, look);
    if (further === undefined) return look;
    await session.checkpoint((run) => withCursor(run, LOOKING, { ...cursorOf(run, LOOKING), of: name, look: further }));
  }
}

function wantedOf({ days, dueOn }: LaterCheck, today: string): Wanted {
  if (days < BIN_EMPTY_AFTER_DAYS) return { bin: 'may_hold_them' };
  return { bin: daysBetween(dueOn, today) < BIN_GRACE_DAYS ? 'may_hold_them_yet' : 'empty' };
}

/** Says what was seen. While somebody could not be told to be gone, and nothing was found, the check has not been made. */
async function settle(tools: ErasureTools, context: SliceContext, due: Due, look: LaterLook): Promise<void> {
  const { found, untold } = look;
  const { list, check } = due;
  if (untold.count > 0) await tellUntold(context, due, look);
  context.log(
    found.count > 0 ? 'error' : untold.count > 0 ? 'warn' : 'info',
    logLine('erasure_looked_after', { erasureId: list.id, days: check.days, found: found.count, untold: untold.count }),
  );
  const made = checkAfter(check, look, formatInstant(context.now()));
  if (made === check) return;
  context.session.assertOurs();
  await record(context, due, look);
  await save(tools, context, list.id, made);
}

/** The check as it is to be kept; the same one when nothing new is known. */
function checkAfter(check: LaterCheck, { found, untold }: LaterLook, at: string): LaterCheck {
  if (found.count > 0) {
    const ids = [...found.ids].sort();
    const isKnown = isOpen(check) && check.foundCount === found.count && check.found.join() === ids.join();
    return isKnown ? check : { ...check, at, result: 'found', found: ids, foundCount: found.count };
  }
  if (untold.count > 0) return check;
  return isOpen(check) ? { ...check, goneAt: at } : { ...check, at, result: 'gone' };
}

async function tellUntold({ session }: SliceContext, { list, check }: Due, { untold }: LaterLook): Promise<void> {
  const some = untold.ids.slice(0, 5).join(', ');
  const problem = `Of the erasure list ${list.id} it could not be told after ${check.days} days whether ${untold.count} records are gone (such as ${some}): look at them in HubSpot. The next run of the clock looks again.`;
  session.say(problem);
}

async function record({ audit, session }: SliceContext, { list, check }: Due, { found }: LaterLook): Promise<void> {
  const { runId, actor } = session.run;
  const result = found.count > 0 ? 'found' : 'gone';
  const cause = `days=${check.days} result=${result} found=${found.count}`;
  await audit.record([{ action: 'erasure_looked_after', subject: subjectOfList(list.id), cause }], { runId, actor });
}

/** Whatever somebody else changes of the list in between. */
async function save({ stores }: ErasureTools, context: SliceContext, id: string, made: LaterCheck): Promise<void> {
  for (;;) {
    const stored = await stores.lists.find(id);
    if (stored === undefined) return;
    context.session.assertOurs();
    const laterChecks = stored.list.laterChecks.map((check) => (check.days === made.days ? made : check));
    if ((await stores.lists.save(stored, { laterChecks })).kind === 'saved') return;
  }
}
