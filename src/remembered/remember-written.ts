import type { ChainedEvent } from '../audit/event.ts';
import { groupBy } from '../group-by.ts';
import { type RecordKind, recordOf } from '../register/record.ts';
import type { Changer } from './listing/changing.ts';
import { rememberWithRows } from './move-rows.ts';
import type { Memories, RegisterState } from './register-state.ts';

/** A value that HubSpot was given, by the record's subject. */
type WrittenValue = Pick<ChainedEvent, 'subject' | 'property' | 'after'>;

/** What else that run has changed, and where it stopped, is not known. */
const AFTER_A_CRASH: Changer = { runId: '', resumed: true };

/**
 * Keeps values that an interrupted run wrote and did not live to remember. Without this, the next run would take its own
 * writes for somebody else's.
 */
export async function rememberWritten(state: RegisterState, written: readonly WrittenValue[]): Promise<void> {
  const contacts = await patched(state.contacts, changesById(written, 'contacts'));
  await rememberWithRows(state, AFTER_A_CRASH, contacts);
  const companies = await patched(state.companies, changesById(written, 'companies'));
  await state.companies.putMany(companies.map(({ id, after }) => [id, after] as const));
}

function changesById(written: readonly WrittenValue[], kind: RecordKind): Map<string, WrittenValue[]> {
  const ofKind = written.filter(({ subject }) => recordOf(subject)?.kind === kind);
  return groupBy(ofKind, ({ subject }) => recordOf(subject)?.id ?? '');
}

async function patched<Memory extends { held: Record<string, string> }>(
  rows: Memories<Memory>,
  byId: ReadonlyMap<string, readonly WrittenValue[]>,
) {
  const memories = await rows.getMany(byId.keys());
  return [...memories].map(([id, before]) => ({ id, before, after: withWritten(before, byId.get(id) ?? []) }));
}

/** What is remembered of a record, had it been remembered that these changes were made. */
export function withWritten<Memory extends { held: Record<string, string> }>(
  memory: Memory,
  written: readonly WrittenValue[],
): Memory {
  const held = { ...memory.held };
  for (const { property, after } of written) {
    if (after === '') delete held[property];
    else held[property] = after;
  }
  return { ...memory, held };
}
