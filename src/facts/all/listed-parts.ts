import type { z } from 'zod';
import type { RecordKind } from '../../register/record.ts';
import { cursorOf } from '../../runs/cursor.ts';
import type { Parts } from '../../runs/run-store.ts';
import type { SliceContext } from '../context.ts';
import type { ListedCompany, ListedContact } from '../facts.ts';
import { PARTS } from '../parts.ts';
import { READING } from './reading-cursor.ts';

interface Listed {
  readonly contacts: ListedContact[];
  readonly companies: ListedCompany[];
}

const LISTED: { readonly [Kind in RecordKind]: Parts<z.ZodType<Listed[Kind]>> } = PARTS.listed;

/**
 * The parts of records that a reconcile has read so far, in order; those of archived and of unread companies included. What an
 * interruption left beyond them is written anew, and passed over.
 */
export async function* listedParts<Kind extends RecordKind>(
  { session, store }: Pick<SliceContext, 'session' | 'store'>,
  kind: Kind,
): AsyncGenerator<{ number: number; value: Listed[Kind] }> {
  const { parts } = cursorOf(session.run, READING)[kind];
  for await (const part of store.all(LISTED[kind])) if (part.number < parts) yield part;
}
