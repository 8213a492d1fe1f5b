import type { RecordKind } from '../register/record.ts';
import type { RunSession } from '../runs/session.ts';
import type { Unproved } from '../runs/unproved.ts';

/**
 * Says that it could not be proved that all records of a kind were seen. A contact that is missing may be anybody's colleague,
 * so nobody newly becomes `ended` then; of a company that is missing only its own flags are not written, for those that contacts
 * name are looked for one by one.
 */
export async function doubt(session: RunSession, kind: RecordKind, why: string): Promise<void> {
  const what = `It could not be proved that all ${kind} were seen: ${why}.`;
  if (kind === 'companies') return session.say(`${what} Flags of those that nobody belongs to may be missing.`);
  await session.checkpoint((run) => ({
    unproved: [...run.unproved, { of: 'list', what }],
    problems: [...new Set([...run.problems, nobodyEnds({ of: 'list', what })])],
  }));
}

/** Says that not all changes of a type could be found: nobody newly becomes `ended`, and the next sync looks at them again. */
export async function doubtChanges(session: RunSession, type: string, why: string): Promise<void> {
  const what = `It could not be proved that all changed ${type} were found: ${why}.`;
  await session.checkpoint((run) => ({
    unproved: [...run.unproved, { of: 'changes', what }],
    problems: [...new Set([...run.problems, nobodyEnds({ of: 'changes', what })])],
  }));
}

/** What follows for a run from something that is not proved, in words. */
export function nobodyEnds({ of, what }: Unproved): string {
  const until = of === 'list' ? 'a run over everything proves it' : 'a sync finds them all';
  return `${what} Until ${until}, nobody newly becomes ended.`;
}
