import { listEvents, type Position } from '../../audit/query/list-events.ts';
import { chainOf } from '../../audit/rows.ts';
import { PERSON } from '../../effects/kinds/erasure-names.ts';
import { readAccount } from '../../hubspot/account.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
import { formatInstant } from '../../register/instant.ts';
import { recordOf, subjectOf } from '../../register/record.ts';
import type { Engine } from '../../work/engine.ts';
import { certificateOf } from './certificate.ts';
import type { Certificate, CertificateEvent } from './certificate-schema.ts';
import { isGone, type StoredItem } from './item.ts';
import type { ErasureList } from './list.ts';
import { erasureStores } from './stores.ts';

/** Each page costs a look at all that is left of the run: few large ones are faster. */
const PAGE = 5_000;

/** The certificate of a list that has been carried out, with what the audit trail, its seals and HubSpot say now. */
export async function certificateOfList(
  engine: Engine,
  list: ErasureList,
  account: string | undefined,
): Promise<Certificate> {
  const items: StoredItem[] = [];
  for await (const item of erasureStores(engine).items.all(list.id)) items.push(item);
  const gone = items.filter(isGone);
  const events = await eventsOf(engine, list, new Set(gone.map(({ contactId }) => contactId)));
  return certificateOf(list, items, engine.policy, {
    account: account ?? null,
    portalId: await portalIdOf(engine),
    events,
    seals: await sealsOf(engine, list, events.values()),
  });
}

/** The events by which people are gone, by contact id; of somebody who was gone already there is none. */
async function eventsOf(
  { storage, systemNow }: Engine,
  { executionRuns, executionStartedAt }: ErasureList,
  people: ReadonlySet<string>,
): Promise<Map<string, CertificateEvent>> {
  const events = new Map<string, CertificateEvent>();
  const collect = async (filter: Parameters<typeof listEvents>[1]) => {
    let position: Position | undefined;
    do {
      const page = await listEvents(storage.audit, filter, PAGE, { position });
      for (const { action, property, subject, chain, sequence, hash } of page.events) {
        const id = recordOf(subject)?.id;
        if (action !== 'applied' || property !== PERSON || id === undefined || !people.has(id)) continue;
        events.set(id, { chain, sequence, hash });
      }
      position = page.next;
    } while (position !== undefined);
  };
  for (const runId of executionRuns) await collect({ runId });
  // Another run may have said what became of somebody, after an interruption.
  const from = executionStartedAt === null ? systemNow() : Date.parse(executionStartedAt);
  for (const id of people) if (!events.has(id)) await collect({ subject: subjectOf({ kind: 'contacts', id }), from });
  return events;
}

async function sealsOf(
  { seals, now }: Engine,
  { id }: ErasureList,
  events: Iterable<CertificateEvent>,
): Promise<Certificate['seals']> {
  const chains = new Set([chainOf(`erasure:${id}`), ...[...events].map(({ chain }) => chain)]);
  const last = await Promise.all([...chains].sort().map((chain) => seals.last(chain, formatInstant(now()))));
  return last.flatMap((seal) => {
    if (seal === undefined) return [];
    const { chain, number, sequence, at } = seal;
    return [{ chain, number, sequence, at }];
  });
}

/** HubSpot's number of the account; not known when it does not answer, which makes no certificate wrong. */
async function portalIdOf({ hubspot }: Engine): Promise<number | null> {
  try {
    return (await readAccount(hubspot)).portalId;
  } catch (error) {
    if (error instanceof HubSpotError) return null;
    throw error;
  }
}
