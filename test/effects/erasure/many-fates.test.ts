import { expect, test } from 'vitest';
import type { EffectKind, EraseEngagements } from '../../../src/effects/effect.ts';
import { execute } from '../../../src/effects/execute.ts';
import { eraseEngagements } from '../../../src/effects/kinds/erase-engagements.ts';
import { contactsIn } from '../../audit/sample-intents.ts';
import { eraseEngagementsOf, erasureWorld } from '../../support/erasure-world.ts';

test('as many people as one transaction of the trail holds may each have every second engagement refused', async () => {
  const world = await erasureWorld();
  const context = await world.slice();
  const people = contactsIn('chain-2', 92).map((subject) => subject.slice('contact:'.length));
  const names = Array.from({ length: 21 }, (_, index) => `notes:${index}` as const);
  const { recheck: _, ...kind } = eraseEngagements(context);
  const alternating: EffectKind<EraseEngagements> = {
    ...kind,
    carryOut: async (effects, tell) => {
      for (const { record, engagements } of effects)
        for (const [index, { type, id }] of engagements.entries()) {
          const reason = `rejected 400 ${'x'.repeat(130)}`;
          tell(`contact:${record.id} ${type}:${id}`, index % 2 === 0 ? { kind: 'done' } : { kind: 'refused', reason });
        }
    },
  };
  const effects = people.map((id) => eraseEngagementsOf(id, names));
  await execute(context, alternating, effects, { part: 0 });
  const events = await world.events();
  const number = (action: string) => events.filter((event) => event.action === action).length;
  expect([number('intent'), number('applied'), number('not_applied')]).toEqual([92 * 21, 92 * 11, 92 * 10]);
});
