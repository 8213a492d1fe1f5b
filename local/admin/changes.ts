import { type RunAnswer, runAnswerSchema } from '../../src/http/schemas/run.ts';
import { table } from '../start/tables.ts';
import { read } from './client.ts';
import { plain } from './plain.ts';
import type { Session } from './session.ts';

/** Prints all changes that a dry run would make, page by page, beginning with those that an answer held. */
export async function printChanges(first: RunAnswer, session: Session): Promise<void> {
  const { client, world } = session;
  const { provisioning = [] } = first;
  if (provisioning.length > 0) world.out.write(`\nDefinitions it would make:\n${definitionTable(provisioning)}\n`);
  let count = 0;
  for (let run = first; ; ) {
    const { items, continuation } = run.changes ?? { items: [], continuation: null };
    if (items.length > 0) world.out.write(`\n${count === 0 ? 'Changes it would make:\n' : ''}${changeTable(items)}\n`);
    count += items.length;
    // While a run goes on there is always a next page.
    if (continuation === null || (items.length === 0 && run.finishedAt === null)) break;
    const reply = await client.ask('GET', `runs/${first.runId}`, { query: { continuation } });
    run = read(reply, runAnswerSchema);
  }
  world.out.write(count === 0 ? '\nIt would change no record.\n' : `\n${count} changes in all.\n`);
}

function changeTable(items: NonNullable<RunAnswer['changes']>['items']): string {
  return table(
    ['record', 'property', 'before', 'after', 'reason'],
    items.map(({ contactId, companyId = '', property, before, after, reason }) =>
      [contactId === undefined ? `company ${companyId}` : `contact ${contactId}`, property, before, after, reason].map(
        plain,
      ),
    ),
  );
}

function definitionTable(definitions: NonNullable<RunAnswer['provisioning']>): string {
  return table(
    ['on', 'what', 'name', 'action'],
    definitions.map(({ on, what, name, action }) => [on, what, name, action].map(plain)),
  );
}
