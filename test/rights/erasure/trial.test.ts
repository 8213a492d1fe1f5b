import { expect, onTestFinished, test } from 'vitest';
import type { AccountData, ObjectType } from '../../../local/simulator/account.ts';
import { addRecord, archiveRecord, associate, editRecord } from '../../../local/simulator/change.ts';
import { defineTrainingProperties } from '../../../local/simulator/data/training-properties.ts';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { byUser, byWorkflow } from '../../../local/simulator/sources.ts';
import { certificateOfList } from '../../../src/rights/erasure/certificate-of-list.ts';
import { DAY, DUE, HOUR, MINUTE, NOW, approved, listNow, prepared, synced } from '../../support/erasure-register.ts';
import { keptRows } from '../../support/kept-rows.ts';
import { startRegisterApp } from '../../support/register-app.ts';
import { watchedEngine } from '../../support/watched-engine.ts';

const CREATED = '2009-03-02T08:00:00.000Z';
const OLD = '2011-05-04T09:00:00.000Z';
const RECENT = '2026-09-04T09:00:00.000Z';

/** Somebody of whom words stand in records and engagements that are nobody else's. */
interface Person {
  readonly id: string;
  readonly words: readonly string[];
  readonly traits: readonly Trait[];
  /** When what protects them comes about. */
  readonly moment: 'before' | 'approved' | 'effect';
}

interface Trait {
  readonly protects: boolean;
  readonly apply: (world: World, person: Person, at: number) => void;
}

class World {
  readonly account: AccountData = emptyAccount(1, 'Europe/Helsinki');
  /** Engagements that are somebody else's too, and stay as they are. */
  readonly shared = new Set<string>();
  #id = 100_000;

  newId(): string {
    this.#id += 1;
    return String(this.#id);
  }

  add(type: ObjectType, properties: Record<string, string>, at?: number): string {
    const id = this.newId();
    const createdAt = at === undefined ? CREATED : new Date(at).toISOString();
    addRecord(this.account, type, { id, createdAt, properties }, at);
    return id;
  }

  engage(type: 'notes' | 'calls' | 'meetings' | 'emails' | 'tasks', person: Person, when: string, at?: number): string {
    const text = `Puhe: ${person.words.join(' ')}`;
    const time = type === 'meetings' ? { hs_meeting_start_time: when, hs_timestamp: when } : { hs_timestamp: when };
    const id = this.add(type, { ...time, [TEXT[type]]: text }, at);
    associate(this.account, type, id, 'contacts', person.id);
    return id;
  }

  companyOf(person: Person): string {
    const held = this.account.records.contacts.get(person.id)?.properties.associatedcompanyid;
    if (held !== undefined && held !== '') return held;
    const id = this.add('companies', { name: 'Yritys' });
    associate(this.account, 'contacts', person.id, 'companies', id);
    editRecord(this.account, 'contacts', person.id, { associatedcompanyid: id }, NOW - 9 * DAY);
    return id;
  }
}

const TEXT = {
  notes: 'hs_note_body',
  calls: 'hs_call_body',
  meetings: 'hs_meeting_body',
  emails: 'hs_email_text',
  tasks: 'hs_task_body',
} as const;

const edits =
  (properties: Record<string, string>, source = byUser(7)): Trait['apply'] =>
  ({ account }, { id }, at) => {
    editRecord(account, 'contacts', id, properties, at, source);
  };
const protecting = (apply: Trait['apply']): Trait => ({ protects: true, apply });
const harmless = (apply: Trait['apply']): Trait => ({ protects: false, apply });
const sharing = (type: 'notes' | 'tasks' | 'emails', kind: ObjectType): Trait =>
  harmless((world, person) => {
    const id = world.engage(type, person, OLD);
    associate(world.account, type, id, kind, world.add(kind, {}));
    world.shared.add(id);
  });

const TRAITS: readonly Trait[] = [
  protecting(edits({ rekisteri_hold_until: '2030-01-01' })),
  protecting(edits({ rekisteri_processing_restricted: 'true' })),
  protecting(edits({ rekisteri_retention_decision: 'erase' }, byWorkflow(9))),
  protecting(edits({ rekisteri_retention_decision: '' })),
  protecting((world, person, at) => world.engage('meetings', person, RECENT, at)),
  protecting((world, person, at) => {
    const letter = world.add('postal_mail', { hs_timestamp: RECENT }, at);
    associate(world.account, 'companies', world.companyOf(person), 'postal_mail', letter);
  }),
  protecting((world, { id }, at) => {
    const other = world.add('contacts', {});
    editRecord(world.account, 'contacts', other, { rekisteri_hold_until: '2030-01-01' }, NOW - 30 * DAY, byUser(7));
    mergeRecords(world.account, 'contacts', id, other, at, true);
  }),
  protecting((world, { id }, at) => archiveRecord(world.account, 'contacts', id, at)),
  protecting((world, { id }, at) => {
    const living = world.add('contacts', { firstname: 'Elävä' });
    const met = world.add('meetings', { hs_meeting_start_time: RECENT, hs_timestamp: RECENT });
    associate(world.account, 'meetings', met, 'contacts', living);
    mergeRecords(world.account, 'contacts', living, id, at, true);
  }),
  harmless((world, person) => world.engage('notes', person, OLD)),
  harmless((world, person) => {
    const call = world.engage('calls', person, OLD);
    associate(world.account, 'calls', call, 'companies', world.companyOf(person));
  }),
  harmless((world, person) => {
    const other = world.add('contacts', { firstname: person.words[0] ?? '', email: `vanha.${person.words[1]}` });
    const note = world.add('notes', { hs_timestamp: OLD, hs_note_body: `Ennen: ${person.words.join(' ')}` });
    associate(world.account, 'notes', note, 'contacts', other);
    mergeRecords(world.account, 'contacts', person.id, other, NOW - 30 * DAY, true);
  }),
  harmless((world, person) => {
    const email = world.engage('emails', person, OLD);
    archiveRecord(world.account, 'emails', email, NOW - 5 * DAY);
    world.shared.add(email);
  }),
  harmless((world, person) => {
    const former = world.add('companies', { name: 'Entinen' });
    mergeRecords(world.account, 'companies', world.companyOf(person), former, NOW - 20 * DAY, true);
  }),
  sharing('notes', 'contacts'),
  sharing('tasks', 'tickets'),
  sharing('emails', 'deals'),
];

/** Every trait alone, every two together, and people of whom nothing is told, until there are two hundred. */
function populate(world: World): Person[] {
  const alone = TRAITS.map((trait) => [trait]);
  const pairs = TRAITS.flatMap((one, index) => TRAITS.slice(index + 1).map((other) => [one, other]));
  const all = [...alone, ...pairs, ...Array.from({ length: 200 }, () => [])].slice(0, 200);
  return all.map((traits, index): Person => {
    const words = [`Salanimi${index}x`, `posti${index}x@salainen.example`, `+3585000${index}x`];
    const [firstname = '', email = '', phone = ''] = words;
    const id = world.add('contacts', { firstname, email, phone });
    const moment = (['before', 'approved', 'effect'] as const)[index % 3] ?? 'before';
    const person = { id, words, traits, moment };
    for (const { apply } of traits.filter(({ protects }) => !protects)) apply(world, person, NOW - 20 * DAY);
    world.companyOf(person);
    return person;
  });
}

/** Whoever stays at the companies of people who go: met by nobody, and dated by them alone. */
function colleaguesOf(world: World, people: readonly Person[]): string[] {
  return people.slice(0, 40).map((person) => {
    world.engage('calls', person, '2013-04-05T09:00:00.000Z');
    const id = world.add('contacts', { associatedcompanyid: world.companyOf(person), firstname: 'Työtoveri' });
    associate(world.account, 'contacts', id, 'companies', world.companyOf(person));
    return id;
  });
}

const happen = (world: World, people: readonly Person[], moment: Person['moment'], at: number) => {
  for (const person of people.filter((one) => one.moment === moment))
    for (const { apply } of person.traits.filter(({ protects }) => protects)) apply(world, person, at);
};

const flags = ({ account }: World, ids: readonly string[]) =>
  ids.map((id) => {
    const properties = account.records.contacts.get(id)?.properties ?? {};
    return Object.fromEntries(Object.entries(properties).filter(([name]) => name.startsWith('rekisteri_')));
  });

/** Everything an account holds, but for what is others' too. */
function found({ account, shared }: World, words: readonly string[]): string[] {
  return Object.entries(account.records).flatMap(([type, records]) =>
    [...records].flatMap(([id, record]) => {
      const { history: _, ...now } = record;
      const text = JSON.stringify(now);
      return !shared.has(id) && words.some((word) => text.includes(word)) ? [`${type} ${id}`] : [];
    }),
  );
}

test('of two hundred people of every kind exactly those go whom nothing protects, with all that is theirs alone', {}, async () => {
  const world = new World();
  defineTrainingProperties(world.account);
  const people = populate(world);
  const colleagues = colleaguesOf(
    world,
    people.filter(({ traits }) => traits.every(({ protects }) => !protects)),
  );
  const app = await startRegisterApp({ account: world.account, now: NOW });
  onTestFinished(() => app.close());
  await app.reconcile();
  for (const { id } of people)
    editRecord(world.account, 'contacts', id, { rekisteri_retention_decision: 'erase' }, NOW, byUser(7));
  happen(world, people, 'before', NOW + MINUTE);
  app.setNow(NOW + HOUR);
  await app.run('changed');
  const before = flags(world, colleagues);
  const list = await approved(app, await prepared(app));
  happen(world, people, 'approved', DUE - HOUR);
  app.setNow(DUE);
  const kept = new Map(people.map((person) => [person.id, found(world, person.words).length]));
  let happened = false;
  const engine = watchedEngine(app.newEngine(), ({ path }) => {
    if (happened || !path.endsWith('companies/batch/update')) return;
    happened = true;
    happen(world, people, 'effect', DUE);
  });
  await synced(app, engine);
  expect(happened).toBe(true);

  const isProtected = ({ traits }: Person) => traits.some(({ protects }) => protects);
  const wrong = people.flatMap((person) => {
    const record = world.account.records.contacts.get(person.id);
    const left = found(world, person.words);
    if (isProtected(person)) {
      const isThere = record !== undefined && left.length >= (kept.get(person.id) ?? 0);
      return isThere ? [] : [`${person.id} ${told(person)} at ${person.moment} lost something: ${left.join()}`];
    }
    return record === undefined && left.length === 0 ? [] : [`${person.id} ${told(person)} stays: ${left.join()}`];
  });
  expect(wrong).toEqual([]);

  app.setNow(DUE + DAY);
  await app.reconcile();
  expect(flags(world, colleagues).map(({ rekisteri_retention_basis: _, ...rest }) => rest)).toEqual(
    before.map(({ rekisteri_retention_basis: _, ...rest }) => rest),
  );

  const certificate = await certificateOfList(app.newEngine(), await listNow(app.newEngine(), list.id), undefined);
  const tables = (['audit', 'runs', 'index', 'erasures', 'erased'] as const).map((name) => keptRows(app.table(name)));
  const said = [...(await Promise.all(tables)), app.logged.join('\n'), JSON.stringify(certificate)];
  for (const words of people.map((person) => person.words))
    for (const text of said) expect(words.filter((word) => text.includes(word))).toEqual([]);
});

function told({ traits }: Person): string {
  return traits.map((one) => TRAITS.indexOf(one)).join('+');
}
