import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  exportEndSchema,
  type OffboardingPlanAnswer,
  type OffboardingReportAnswer,
  offboardingPlanSchema,
  offboardingReportSchema,
} from '../../../src/http/schemas/offboarding.ts';
import { parseJson } from '../../../src/parse-json.ts';
import { read } from '../client.ts';
import { AdminError, EXIT, type ExitStatus } from '../errors.ts';
import { readOptions, usage } from '../options.ts';
import type { Reply } from '../reply.ts';
import { assertNew, discard, saveNewWhole } from '../save.ts';
import { openSession, type Session } from '../session.ts';
import { readTrailExport } from '../trail-export.ts';
import type { World } from '../world.ts';

const OPTIONS = z.object({
  confirm: z.string().optional(),
  out: z.string().optional(),
  tables: z.boolean().optional(),
  'trail-exported': z.string().optional(),
  'accept-faults': z.boolean().optional(),
});

/** `offboard`: shows what taking the add-on out of HubSpot would remove; with `--confirm` saves what staff typed, and does it. */
export async function offboard(args: readonly string[], world: World): Promise<ExitStatus> {
  const { confirm, out, tables = false, 'trail-exported': trail, ...options } = readOptions(args, OPTIONS);
  const session = openSession(options, world);
  if (confirm === undefined) {
    const reply = await session.client.ask('GET', 'offboarding');
    const plan = read(reply, offboardingPlanSchema);
    session.tell(reply, () => wordsOfPlan(plan));
    return EXIT.well;
  }
  if (tables) {
    if (trail === undefined) throw usage('Give --trail-exported, the file that npm run export-audit has written.');
    const account = options.account ?? (world.environment.REKISTERI_ACCOUNT || undefined);
    const { ends, faultCount } = await acceptedTrail(trail, account, options['accept-faults'] ?? false, session);
    const reply = await session.client.ask('POST', 'offboarding', {
      body: { confirm, trail: ends, acceptFaults: options['accept-faults'] ?? false },
    });
    return tell(reply, session, faultCount === 0 ? [] : [`The export was accepted with ${counted(faultCount)}.`]);
  }
  if (out === undefined) throw usage('Give --out, a new file to save what staff typed into.');
  const exported = await saveStaffValues(out, session);
  const asked = session.client.ask('POST', 'offboarding', { body: { confirm, exported } });
  return tell(await asked.catch((error: unknown) => withoutFile(out, error)), session);
}

function tell(reply: Reply, session: Session, besides: readonly string[] = []): ExitStatus {
  const report = read(reply, offboardingReportSchema);
  session.tell(reply, () => [...besides, wordsOfReport(report)].join('\n'));
  return report.complete ? EXIT.well : EXIT.failed;
}

/** The export of the trail, which is all that will be left of it: one with faults only when whoever asks accepts them. */
async function acceptedTrail(file: string, account: string | undefined, acceptsFaults: boolean, session: Session) {
  const found = await readTrailExport(file, account, session.world);
  if (!found.withKey)
    session.note(
      `${file} was verified without the key, so an event that somebody made up would not show: set AUDIT_KEY to verify all of it.`,
    );
  if (found.faultCount === 0) return found;
  const shown = [`${file} does not verify (${counted(found.faultCount)}):`, ...found.faults].join('\n');
  if (!acceptsFaults)
    throw new AdminError(
      'unverified',
      `${shown}\nNothing was removed. Export the trail again; npm run verify-audit tells more. Where it cannot be mended, --accept-faults accepts it as it is.`,
    );
  session.note(shown);
  return found;
}

function counted(faults: number): string {
  return faults === 1 ? '1 fault' : `${faults} faults`;
}

/** Refused, nothing was removed and HubSpot still holds what was saved. Of no answer that is not known: then the file stays. */
async function withoutFile(out: string, error: unknown): Promise<never> {
  if (!(error instanceof AdminError) || error.code !== 'refused') throw error;
  const what = (await discard(out))
    ? `${out} was deleted again.`
    : `${out} could not be deleted: it holds what staff typed, delete it yourself.`;
  throw new AdminError('refused', `${error.message}\nNothing was removed. ${what}`, error.retryAfter);
}

/** Saves it, and gives the digest by which the service knows that all of it was saved. */
async function saveStaffValues(out: string, session: Session): Promise<string> {
  await assertNew(out);
  const response = await session.client.download('offboarding/export', {});
  const end = new LastLine();
  await saveNewWhole(out, seen(response, end));
  const last = exportEndSchema.safeParse(parseJson(end.line)).data;
  if (last === undefined || last.digest !== end.digest)
    throw new AdminError('unreachable', `${out} is not whole: remove it and ask again.`);
  session.note(
    `${out}: what staff typed about ${last.contacts} contacts. It holds personal data: keep it where only they who need it can read it.`,
  );
  return last.digest;
}

async function* seen(response: Response, end: LastLine): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of response.body ?? []) {
      end.add(piece);
      yield piece;
    }
  } catch {
    throw new AdminError('unreachable', 'The export broke off before its end: ask for it again.');
  }
}

/** The last line of a text, and the digest of the lines before it. */
class LastLine {
  #rest = '';
  readonly #hash = createHash('sha256');
  readonly #decoder = new TextDecoder();
  #line = '';

  add(piece: Uint8Array): void {
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (this.#line !== '') this.#hash.update(`${this.#line}\n`);
      this.#line = line;
    }
  }

  get line(): string {
    return this.#line;
  }

  get digest(): string {
    return this.#hash.copy().digest('hex');
  }
}

function wordsOfPlan({ state, remove, left, blockers, staff, confirm, tables }: OffboardingPlanAnswer): string {
  const blocked = Object.entries(blockers).filter(([, { count }]) => count > 0);
  const typed = Object.entries(staff.values).map(([name, count]) => `${name} ${count}`);
  const against = blocked.map(
    ([what, { count, ids }]) => `  ${count} ${what}: ${ids.join(', ')}${count > ids.length ? ', …' : ''}`,
  );
  const next =
    blocked.length > 0
      ? 'It is refused while any of these is not over.'
      : state === 'left' && remove.length === 0
        ? 'The add-on has left this HubSpot account: nothing of it is there to remove.'
        : `To do it: npm run admin -- offboard --confirm ${confirm} --out FILE`;
  return [
    `State: ${state}`,
    `Would be removed from HubSpot (${remove.length}): ${remove.join(', ') || 'nothing'}`,
    ...wordsOfLeft(left),
    `Staff have typed something about ${staff.contacts} contacts, ${staff.archived} of them in the recycle bin (${typed.join(', ') || 'nothing'}): it is saved first.`,
    ...(blocked.length > 0 ? ['Stands against it:', ...against] : []),
    next,
    ...(tables === null || tables.names.length === 0
      ? []
      : [
          `In storage (${tables.names.length}): ${tables.names.join(', ')}`,
          `To remove them: npm run export-audit -- trail.jsonl --seals seals, then npm run admin -- offboard --tables --trail-exported trail.jsonl --confirm ${tables.confirm}`,
        ]),
  ].join('\n');
}

function wordsOfReport({ complete, removed, remaining, left }: OffboardingReportAnswer): string {
  return [
    `Removed, and not there any more (${removed.length}): ${removed.join(', ') || 'nothing'}`,
    ...remaining.map(({ name, reason }) => `Still there: ${name} (${reason})`),
    ...wordsOfLeft(left),
    complete
      ? 'Done. No run begins until an administrator starts one over everything.'
      : 'Mend what is still there and ask again: it goes on with that.',
  ].join('\n');
}

function wordsOfLeft(left: OffboardingPlanAnswer['left']): string[] {
  return left.length === 0 ? [] : [`Left alone: ${left.map(({ name, reason }) => `${name} (${reason})`).join(', ')}`];
}
