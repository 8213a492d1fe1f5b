import { TableClient } from '@azure/data-tables';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeEntry } from '../../local/simulator/log.ts';
import type { Simulator } from '../../local/simulator/simulator.ts';
import { Closing } from '../../local/start/closing.ts';
import { auditEvents } from '../support/audit-events.ts';
import { outerHubSpot, outerStorage } from '../support/outer-surroundings.ts';
import { buildProgram, type Program, startProgram } from '../support/start-program.ts';

const ONCE = ['--once', '--port', '0'];

/** When the program is killed: while HubSpot gets the nth request of a kind, and whether it still does what it asks. */
interface KillPoint {
  readonly request: RegExp;
  readonly nth: number;
  readonly processed: boolean;
}

const CONTACT_UPDATES = /\/contacts\/batch\/update$/;

/** Any of the requests from one to another, as the seed draws it; a run over this account makes 47. */
function drawn(from: number, to: number): KillPoint {
  const point = fc.record({
    request: fc.constant(/./),
    nth: fc.integer({ min: from, max: to }),
    processed: fc.boolean(),
  });
  const [first] = fc.sample(point, { seed: 20261123, numRuns: 1 });
  if (first === undefined) throw new RangeError('nothing was drawn');
  return first;
}

/** Where it is killed, and when it is started again: at once, so that it has to wait for the lease, or a minute later. */
const POINTS: [string, KillPoint, 'now' | 'later'][] = [
  // The first request to update contacts only asks whether it is allowed.
  ['when some contacts are written', { request: CONTACT_UPDATES, nth: 2, processed: true }, 'now'],
  ['while an update is on its way', { request: CONTACT_UPDATES, nth: 3, processed: false }, 'later'],
  ['somewhere before it writes', drawn(1, 37), 'later'],
  ['somewhere while it writes', drawn(38, 46), 'later'],
];

let built: Awaited<ReturnType<typeof buildProgram>>;
/** What a run that nobody disturbs writes. */
let undisturbed: string[];

beforeAll(async () => {
  built = await buildProgram();
  const closing = new Closing();
  const { simulator, settings } = await outerHubSpot(closing);
  const { status, err } = await startProgram(built.folder, ONCE, settings).ended;
  await closing.close();
  if (status !== 0) throw new Error(err);
  undisturbed = written(simulator.changes);
});

afterAll(() => built.remove());

function written(changes: readonly ChangeEntry[]): string[] {
  return changes
    .map(({ objectType, id, property, before, after }) => `${objectType} ${id} ${property}: ${before} → ${after}`)
    .sort();
}

/** Records that HubSpot was told to update more than once, even to the same values. */
function updatedTwice({ log }: Simulator): string[] {
  const updated = log
    .filter(({ path, status }) => path.endsWith('/batch/update') && status >= 200 && status < 300)
    .flatMap(({ objectType, ids }) => ids.map((id) => `${objectType} ${id}`));
  return updated.filter((record, index) => updated.indexOf(record) !== index);
}

function killAt(
  program: () => Program | undefined,
  simulator: Simulator,
  { request, nth, processed }: KillPoint,
): void {
  let seen = 0;
  simulator.faults.add({
    match: ({ path }) => {
      if (request.test(path)) seen += 1;
      if (!request.test(path) || seen !== nth) return false;
      program()?.kill('SIGKILL');
      return !processed;
    },
    kind: 'reset-before',
  });
}

/** What the audit trail says was applied to records, in the words of `written`; and rows of intents that have no outcome. */
async function trail(connectionString: string): Promise<{ applied: string[]; open: number }> {
  const table = TableClient.fromConnectionString(connectionString, 'RegisterAudit', { allowInsecureConnection: true });
  let open = 0;
  for await (const { rowKey } of table.listEntities()) if (rowKey?.startsWith('open|')) open += 1;
  const applied = (await auditEvents(table))
    .filter(({ action, subject }) => action === 'applied' && /^(contact|company):/.test(subject))
    .map(({ subject, property, before, after }) => {
      const record = subject.replace('contact:', 'contacts ').replace('company:', 'companies ');
      return `${record} ${property}: ${before} → ${after}`;
    });
  return { applied: applied.sort(), open };
}

describe.concurrent('npm start after a kill -9', () => {
  it.for(POINTS)(
    'finishes the run, and writes nothing twice, when killed %s',
    async ([, point, when], { onTestFinished }) => {
      const closing = new Closing();
      onTestFinished(() => closing.close());
      const { simulator, settings } = await outerHubSpot(closing);
      const storage = await outerStorage(closing);
      const environment = { ...settings, ...storage.settings };
      let first: Program | undefined;
      killAt(() => first, simulator, point);
      first = startProgram(built.folder, ONCE, environment);
      const killed = await first.ended;
      simulator.faults.clear();
      const second = await startProgram(built.folder, ONCE, environment, when).ended;
      const audit = await trail(storage.connectionString);

      expect(killed.killedBy).toBe('SIGKILL');
      expect(second).toMatchObject({ status: 0, err: '' });
      expect(second.out).toMatch(/was left unfinished; going on with it/);
      if (when === 'later') expect(second.out).not.toMatch(/it is taken over after/);
      expect(written(simulator.changes)).toEqual(undisturbed);
      expect(updatedTwice(simulator)).toEqual([]);
      expect(audit).toEqual({ applied: undisturbed, open: 0 });
    },
  );
});
