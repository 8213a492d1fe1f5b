import type { ChainedEvent } from '../../../audit/event.ts';
import { listEvents, type Position } from '../../../audit/query/list-events.ts';
import type { Policy } from '../../../policy/schema.ts';
import { subjectOf } from '../../../register/record.ts';
import { fieldsOf } from '../../cause-fields.ts';
import { processorCode } from '../../requests/duties.ts';
import type { PersonRequest } from '../../requests/request.ts';
import { requestsOf } from '../../requests/requests-of.ts';
import type { PartOf } from '../parts.ts';
import type { Gathering } from './context.ts';
import { KIND_WORDS, STATE_WORDS } from './words.ts';

/** Requests of the person but this one, and what was refused of them. `ids` are all under which the person was known. */
export async function requestsPart(
  gathering: Gathering,
  { id }: Pick<PersonRequest, 'id'>,
  ids: ReadonlySet<string>,
): Promise<PartOf<'requests'>> {
  const others = (await requestsOf(gathering).of(ids)).filter((one) => one.id !== id);
  return { part: 'requests', requests: others.map(toCopied) };
}

function toCopied(request: PersonRequest): PartOf<'requests'>['requests'][number] {
  const { id, kind, receivedOn, state, endedAt, decision } = request;
  const refused = (decision?.items ?? []).filter(({ outcome }) => outcome === 'refused');
  return {
    id,
    kind,
    kindText: KIND_WORDS[kind],
    receivedOn,
    state,
    stateText: STATE_WORDS[state],
    endedAt,
    refused: refused.map(({ subject, ground, statute, until }) => ({ subject, ground, statute, until })),
  };
}

type Disclosure = PartOf<'disclosures'>['disclosures'][number];

/** So many events are asked for at a time. */
const PAGE = 1_000;

/** To whom data of the person was given, as the trail tells: copies, and recipients who were told (Art. 15(1)(c), 19). */
export async function disclosuresPart(
  { storage, policy }: Gathering,
  ids: ReadonlySet<string>,
): Promise<PartOf<'disclosures'>> {
  const disclosures: Disclosure[] = [];
  for (const id of ids) {
    const subject = subjectOf({ kind: 'contacts', id });
    let position: Position | undefined;
    do {
      const { events, next } = await listEvents(storage.audit, { subject }, PAGE, { position });
      disclosures.push(...events.flatMap((event) => disclosureOf(event, policy)));
      position = next;
    } while (position !== undefined);
  }
  return { part: 'disclosures', disclosures: disclosures.toSorted((a, b) => (a.at < b.at ? 1 : -1)) };
}

function disclosureOf({ action, at, cause }: ChainedEvent, { processors }: Policy): Disclosure[] {
  if (action !== 'disclosed' && action !== 'request_recipient_told') return [];
  const said = fieldsOf(cause);
  const requestId = said.get('request') ?? '';
  if (action === 'disclosed') {
    const format = said.get('format') ?? null;
    return [{ at, what: 'copy', text: 'Jäljennös tiedoista annettu', requestId, format, recipient: null }];
  }
  const recipient = processors.find(({ name }) => processorCode(name) === said.get('processor'))?.name ?? null;
  const text = 'Vastaanottajalle ilmoitettu oikaisusta, poistosta tai rajoituksesta';
  return [{ at: said.get('on') ?? at, what: 'recipient_told', text, requestId, format: null, recipient }];
}
