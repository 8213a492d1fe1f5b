import { expect, test } from 'vitest';
import { dueBy, dueKey } from '../../../src/facts/due.ts';
import { readDue, removeDue } from '../../../src/facts/some/find-due.ts';
import { formatInstant } from '../../../src/register/instant.ts';
import { addEngagement, erasureAccount, erasureWorld } from '../../support/erasure-world.ts';
import { NOW } from '../../support/sync-world.ts';

test('an activity that only an attempt before could read, which was cut short, stays due', async () => {
  const account = erasureAccount();
  addEngagement(account, 'calls', '88', {}, ['101']);
  const world = await erasureWorld(account);
  const key = dueKey(NOW - 1, 'calls', '88');
  const first = await world.slice();
  await first.session.update(() => ({ decidedAt: formatInstant(NOW) }));
  await first.state.due.add([key]);
  expect(await readDue(first, 'calls')).toMatchObject([{ id: '88' }]);
  // Nothing of what it found was kept.
  const readsCalls = ({ path }: { readonly path: string }) => path.endsWith('/calls/batch/read');
  world.app.hubspot.faults.add({ match: readsCalls, kind: '502' });
  const second = await world.slice({ resumed: true });
  expect(await readDue(second, 'calls')).toEqual([]);
  await removeDue(second);
  const { from, to } = dueBy(NOW);
  expect(await second.state.due.list(from, to)).toEqual([key]);
});
