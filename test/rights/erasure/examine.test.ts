import { afterEach, describe, expect, test } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import type { Examined } from '../../../src/rights/erasure/examine.ts';
import { accountOfPeople, adderOf, EXAMINED_AT, TRAITS, type Trait } from '../../support/erasure-people.ts';
import { examinedByRun, REQUEST, RETENTION } from '../../support/examined-by-run.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';

let app: RegisterApp;
afterEach(() => app.close());

/** Of what two traits may both speak, so that the later undoes the other. */
const SUBJECTS = [/hold/, /restriction/, /decision/, /request/, /merge/];
const isLast = ({ name }: Trait) => /merge into another|in the bin|end of their own/.test(name);

function clash(one: Trait, other: Trait): boolean {
  return isLast(one) || SUBJECTS.some((subject) => subject.test(one.name) && subject.test(other.name));
}

/** People with each trait, and with each two of which neither undoes the other. */
function everybody(account: AccountData): Map<string, readonly Trait[]> {
  const people = new Map<string, readonly Trait[]>();
  const addPerson = adderOf(account);
  const add = (...traits: Trait[]) => people.set(addPerson(...traits), traits);
  add();
  for (const [place, one] of TRAITS.entries()) {
    add(one);
    for (const other of TRAITS.slice(place + 1)) if (!clash(one, other)) add(one, other);
  }
  return people;
}

/** What has to come of somebody: nothing that is not told by one of their traits. */
function expected(traits: readonly Trait[], ground: 'retention' | 'request'): readonly string[] {
  const all = traits.flatMap(({ protects }) => protects[ground] ?? []);
  return all.length === 0 ? ['open'] : all;
}

function outcome(one: Examined | undefined): string {
  if (one?.kind === 'gone') return one.archived ? 'archived' : 'gone';
  return one?.kind === 'protected' ? one.protection : (one?.kind ?? 'not examined');
}

describe('examining people of every kind, alone and in pairs', () => {
  test.each(['retention', 'request'] as const)('for %s leaves open exactly whom nothing protects', async (ground) => {
    const account = accountOfPeople();
    app = await startRegisterApp({ account, now: EXAMINED_AT });
    await app.reconcile();
    const people = everybody(account);
    const { run, examined } = await examinedByRun(
      app,
      [...people.keys()],
      ground === 'retention' ? RETENTION : REQUEST,
    );
    expect(run).toMatchObject({ status: 'succeeded', problems: [] });
    for (const [id, traits] of people) {
      const names = traits.map(({ name }) => name).join(' and ');
      const wanted = expected(traits, ground);
      expect(wanted, `${id} with ${names}: ${outcome(examined.get(id))}`).toContain(outcome(examined.get(id)));
    }
    expect(people.size).toBeGreaterThan(400);
  });
});
