import type { Keys, Memories, RegisterState } from './register-state.ts';

/**
 * The same state for somebody who may only look: whatever is to be remembered is let go. No phase relies on reading back what
 * it has just remembered, so a run over such a state decides as any other.
 */
export function onlyRead(state: RegisterState): RegisterState {
  return {
    contacts: memories(state.contacts),
    companies: memories(state.companies),
    members: keys(state.members),
    due: keys(state.due),
    retry: keys(state.retry),
    anchor: { read: () => state.anchor.read(), write: letGo },
    membersOf: (companyIds) => state.membersOf(companyIds),
  };
}

function memories<Memory>(rows: Memories<Memory>): Memories<Memory> {
  return {
    getMany: (ids) => rows.getMany(ids),
    getRange: (ids) => rows.getRange(ids),
    ids: () => rows.ids(),
    putMany: letGo,
    deleteMany: letGo,
  };
}

function keys(rows: Keys): Keys {
  return { list: (from, to) => rows.list(from, to), add: letGo, remove: letGo };
}

async function letGo(): Promise<void> {}
