import { z } from 'zod';
import type { OwedRequest } from '../../facts/requests-of-people.ts';
import { rowKeyOf } from '../../runs/ledger-rows.ts';
import type { OpenRequest } from '../../register/wanted-requests.ts';
import { SafeError } from '../../safe-error.ts';
import { idKey, idOfKey } from '../../storage/id-key.ts';
import type { RowMacs } from '../../storage/row-macs.ts';
import { dueOn } from '../../register/deadline.ts';
import { type PersonRequest, REQUEST_KINDS, requestSchema } from './request.ts';

/** A request as it was read, with the ETag that a later save must find unchanged. */
export interface StoredRequest {
  readonly request: PersonRequest;
  readonly etag: string;
}

/** One that has not ended, as far as its contact is concerned. */
export interface OpenOfContact extends OpenRequest {
  readonly id: string;
}

/** The partition of all requests: rows of requests begin with a digit, newest first, all others with a letter. */
export const REQUESTS = 'request';

/** Behind all rows of requests. */
export const BEHIND_REQUESTS = 'a';

const rowSchema = z.looseObject({ rowKey: z.string(), record: z.string(), etag: z.string() });
const owedSchema = z.object({ id: z.string(), contactIds: z.array(z.string()) });
const openSchema = z.object({ id: z.string(), kind: z.enum(REQUEST_KINDS), dueOn: z.iso.date() });

export const requestRow = rowKeyOf;

/** Rows of what a contact has open stand side by side, one for each kind; contacts in the order of their ids as numbers. */
export const openRowsOf = (contactId: string) => {
  const start = `open|${idKey(contactId)}|`;
  return { from: start, to: `${start}~` };
};

export const ALL_OPEN = { from: 'open|', to: 'open|~' };

export const ALL_OWED = { from: 'owed|', to: 'owed|~' };

/** The row that says that HubSpot may not show yet what has become of a request. */
export const owedRowOf = (requestId: string) => `${ALL_OWED.from}${requestId}`;

/** The table of requests does not hold what this program wrote into it. */
class ForeignRequestError extends SafeError<'foreign_rows'> {
  override readonly name = 'ForeignRequestError';

  constructor() {
    const found = 'A row of the table of requests was not written by this program';
    super('foreign_rows', `${found}: find out who can write the table, and restore the row.`);
  }
}

/** The row of a request. Ids of requests are made as those of runs are, so they are in the same order. */
export function rowOfRequest(request: PersonRequest, macs: RowMacs) {
  const [rowKey, record] = [requestRow(request.id), JSON.stringify(request)];
  return { partitionKey: REQUESTS, rowKey, state: request.state, record, ...macs.proofOf(proofName(rowKey), record) };
}

/** A text in Table Storage has 32,768 characters at the most. */
const MOST_CHARACTERS = 32_000;

/** Whether a request can be kept, and `reserve` more characters of it later. */
export function fitsRow(request: PersonRequest, reserve = 0): boolean {
  return JSON.stringify(request).length + reserve <= MOST_CHARACTERS;
}

/** `undefined` of a row that this program did not write. */
export function storedRequest(row: unknown, macs: RowMacs): StoredRequest | undefined {
  const { rowKey, record, etag, ...columns } = rowSchema.parse(row);
  if (!macs.isGenuine(proofName(rowKey), record, columns)) return undefined;
  return { request: requestSchema.parse(JSON.parse(record)), etag };
}

/** The rows by which a request is found from its contacts: with them nobody has two of one kind open. */
export function openRows(request: PersonRequest, macs: RowMacs) {
  const { id, kind, receivedOn, extension, contactIds } = request;
  const open: OpenOfContact = { id, kind, dueOn: dueOn({ receivedOn, extended: extension !== null }) };
  const record = JSON.stringify(open);
  return contactIds.map((contactId) => {
    const rowKey = `${openRowsOf(contactId).from}${kind}`;
    return { partitionKey: REQUESTS, rowKey, record, ...macs.proofOf(proofName(rowKey), record) };
  });
}

/** What a contact has open. Throws `ForeignRequestError` of a row that somebody else wrote: it may stand for one that is missing. */
export function openOfRow(row: unknown, macs: RowMacs): readonly [contactId: string, open: OpenOfContact] {
  const { rowKey, record, ...columns } = rowSchema.parse(row);
  if (!macs.isGenuine(proofName(rowKey), record, columns)) throw new ForeignRequestError();
  const [, digits = ''] = rowKey.split('|');
  return [idOfKey(digits), openSchema.parse(JSON.parse(record))];
}

/** The row by which runs find a request whose contacts have to be looked at. */
export function owedRow({ id, contactIds }: PersonRequest, macs: RowMacs) {
  const [rowKey, record] = [owedRowOf(id), JSON.stringify({ id, contactIds })];
  return { partitionKey: REQUESTS, rowKey, record, ...macs.proofOf(proofName(rowKey), record) };
}

/** A request whose contacts have to be looked at. Throws `ForeignRequestError` of a row that somebody else wrote. */
export function owedOfRow(row: unknown, macs: RowMacs): OwedRequest {
  const { rowKey, record, etag, ...columns } = rowSchema.parse(row);
  if (!macs.isGenuine(proofName(rowKey), record, columns)) throw new ForeignRequestError();
  return { ...owedSchema.parse(JSON.parse(record)), etag };
}

function proofName(rowKey: string): string {
  return `requests/${REQUESTS}/${rowKey}`;
}
