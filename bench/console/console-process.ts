import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { TableClient } from '@azure/data-tables';
import { AuditKey } from '../../src/audit/key.ts';
import { KeyedRowMacs } from '../../src/audit/keyed-row-macs.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import { contactsCsv } from '../../src/http/contacts-answer.ts';
import { keepMemorySmall } from '../../src/memory.ts';
import { checkRows } from '../../src/remembered/listing/building.ts';
import { contactListing } from '../../src/remembered/listing/contact-listing.ts';
import type { ContactFilter, ContactSort } from '../../src/remembered/listing/contact-query.ts';
import { allContacts, contactPage } from '../../src/remembered/listing/list-contacts.ts';
import { countContacts } from '../../src/remembered/listing/remembered-rows.ts';
import { registerState } from '../../src/remembered/register-state.ts';
import { COMPANY_OF_MANY } from '../../test/support/large-index.ts';
import { answerQuestions } from '../child.ts';
import { MemoryWatch } from '../memory.ts';

const { values } = parseArgs({ options: { storage: { type: 'string' }, latency: { type: 'string' } } });
const latencyMs = Number(values.latency);

keepMemorySmall();
const memory = new MemoryWatch();
const client = TableClient.fromConnectionString(values.storage ?? '', 'RegisterIndex', {
  allowInsecureConnection: true,
});
let asked = 0;
client.pipeline.addPolicy({
  name: 'as over a network',
  sendRequest: async (request, next) => {
    asked += 1;
    await setTimeout(latencyMs);
    return next(request);
  },
});
const macs = new KeyedRowMacs(new Keyring(new AuditKey('bench')));
const listing = contactListing(client, macs, registerState(client, macs).contacts);

const EVERYBODY: ContactFilter = { status: undefined, endsFrom: undefined, endsTo: undefined, companyId: undefined };
const MONTH = { endsFrom: '2031-05-01', endsTo: '2031-05-31' };

async function summary() {
  const found = await listing.summary.read();
  if (found === undefined) throw new Error('Nobody was counted');
  return found;
}

/** Opens the first page, with what the API reads first. */
async function page(filter: Partial<ContactFilter>, sort: ContactSort, limit = 50): Promise<number> {
  const { counts } = await summary();
  const query = { filter: { ...EVERYBODY, ...filter }, sort };
  const { contacts } = await contactPage({ ...listing, counts }, query, { after: undefined, limit });
  return contacts.length;
}

async function csv(): Promise<number> {
  const { counts } = await summary();
  let bytes = 0;
  for await (const piece of contactsCsv(allContacts({ ...listing, counts }, { filter: EVERYBODY, sort: 'endsOn' })))
    bytes += piece.byteLength;
  return bytes;
}

const WORK: Readonly<Record<string, () => Promise<number>>> = {
  'statistics, as they are kept': async () => (await summary()).counts.total,
  'a page of 50, the earliest first': () => page({}, 'endsOn'),
  'the latest first': () => page({}, '-endsOn'),
  'by id': () => page({}, 'contactId'),
  'a page of 1,000, the earliest first': () => page({}, 'endsOn', 1_000),
  'the latest first, 1,000': () => page({}, '-endsOn', 1_000),
  'by id, 1,000': () => page({}, 'contactId', 1_000),
  'those on hold, by id': () => page({ status: 'on_hold' }, 'contactId'),
  'a month, the latest first': () => page(MONTH, '-endsOn'),
  'a customer of one in fifty': () => page({ companyId: COMPANY_OF_MANY }, '-endsOn'),
  'CSV of all (bytes)': csv,
  'counting at the end of a run': async () => (await countContacts(listing)).total,
  'holding all rows against what is remembered': async () => Number((await checkRows(listing)).areRight),
};

answerQuestions({
  names: () => Object.keys(WORK),
  ...Object.fromEntries(
    Object.entries(WORK).map(([name, work]) => [
      name,
      async () => {
        memory.takePeak();
        asked = 0;
        const began = performance.now();
        const result = await work();
        return { seconds: (performance.now() - began) / 1_000, requests: asked, result, peak: memory.takePeak() };
      },
    ]),
  ),
});
