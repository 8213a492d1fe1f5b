import type { ChainedEvent } from '../audit/event.ts';
import { groupBy } from '../group-by.ts';
import { subjectOf } from '../register/record.ts';
import type { Keys, Memories, RegisterState } from './register-state.ts';
import { withWritten } from './remember-written.ts';

/**
 * The same state for somebody who may only look: whatever is to be remembered is let go. No phase relies on reading back what
 * it has just remembered, so a run over such a state decides as any other. What `written` names was written by an earlier run
 * that did not live to remember it: it is taken to be remembered, as a run that writes would see to first.
 */
export function onlyRead(state: RegisterState, written: readonly ChainedEvent[]): RegisterState {
  const bySubject = groupBy(written, ({ subject }) => subject);
  return {
    contacts: memories(state.contacts, (id) => bySubject.get(subjectOf({ kind: 'contacts', id }))),
    companies: memories(state.companies, (id) => bySubject.get(subjectOf({ kind: 'companies', id }))),
    rows: { begin: letGo, put: letGo, remove: letGo },
    members: keys(state.members),
    due: keys(state.due),
    retry: keys(state.retry),
    anchor: { read: () => state.anchor.read(), write: letGo },
    membersOf: (companyIds) => state.membersOf(companyIds),
  };
}

function memories<Memory extends { held: Record<string, string> }>(
  rows: Memories<Memory>,
  writtenOn: (id: string) => readonly ChainedEvent[] | undefined,
): Memories<Memory> {
  const patched = (found: ReadonlyMap<string, Memory>) =>
    new Map([...found].map(([id, memory]) => [id, withWritten(memory, writtenOn(id) ?? [])]));
  return {
    getMany: async (ids) => patched(await rows.getMany(ids)),
    getRange: async (ids) => patched(await rows.getRange(ids)),
    ids: () => rows.ids(),
    // Nobody is listed by a run that only reads.
    endingIn: (digit) => rows.endingIn(digit),
    putMany: letGo,
    deleteMany: letGo,
  };
}

function keys(rows: Keys): Keys {
  return { list: (from, to) => rows.list(from, to), add: letGo, remove: letGo };
}

async function letGo(): Promise<void> {}
