import { z } from 'zod';
import { chunk } from '../../chunk.ts';
import type { SliceContext } from '../../facts/context.ts';
import { groupBy } from '../../group-by.ts';
import { engagementName } from '../../effects/kinds/erasure-names.ts';
import { recordOf } from '../../register/record.ts';
import { isArchived, type ToBeArchived, toBeArchived } from './archived-by-list.ts';
import { groupsOf } from './groups-of.ts';
import { isGone } from './item.ts';
import type { ErasureList } from './list.ts';
import { contactsStillGone, engagementsStillGone, type Seen } from './still-gone.ts';
import type { ErasureTools } from './tools.ts';

/** HubSpot reads so many records in one request. */
const READ_TOGETHER = 100;
/** So many ids are kept of what was found, and of what could not be told; all are counted. */
const MOST_IDS = 200;

const idsSchema = z.object({ count: z.int(), ids: z.array(z.string()) });

/** Some ids, and how many there are. */
type Ids = z.infer<typeof idsSchema>;

const NONE: Ids = { count: 0, ids: [] };

/** How far a look at everybody and everything of a list has come. */
export const lookSchema = z.object({
  found: idsSchema.default(NONE),
  untold: idsSchema.default(NONE),
  /** The contact behind whom the look goes on; null when all were looked at. */
  contacts: z.string().nullable().default(''),
  /** Which run of the list the look has come to, and where in its events. */
  run: z.int().default(0),
  position: z
    .array(z.object({ first: z.int(), last: z.int() }))
    .nullable()
    .default(null),
});

export type LaterLook = z.infer<typeof lookSchema>;

/** What a look asks for. */
export interface Wanted {
  /** Whether engagements are to be gone from the recycle bin as well. */
  readonly bin: 'may_hold_them' | 'may_hold_them_yet' | 'empty';
}

/** Takes a look one step further: some people, or what a page of the trail names. `undefined` when everything was looked at. */
export async function lookFurther(
  tools: ErasureTools,
  context: SliceContext,
  list: ErasureList,
  wanted: Wanted,
  look: LaterLook,
): Promise<LaterLook | undefined> {
  if (look.contacts !== null) return lookAtContacts(tools, context, list, look, look.contacts);
  const runId = list.executionRuns[look.run];
  if (runId === undefined) return undefined;
  const { engagements, next } = await toBeArchived(tools.engine, list, runId, look.position ?? undefined);
  const seen = await seenOf(tools, context, list, wanted, engagements);
  const where = next === undefined ? { run: look.run + 1, position: null } : { position: [...next] };
  return { ...look, ...together(look, seen), ...where };
}

async function lookAtContacts(
  { stores }: ErasureTools,
  { hubspot }: SliceContext,
  { id }: ErasureList,
  look: LaterLook,
  after: string,
): Promise<LaterLook> {
  const behind = stores.items.summaries(id, after === '' ? undefined : after, 2 * READ_TOGETHER);
  for await (const group of groupsOf(behind, READ_TOGETHER, isGone)) {
    const ids = group.map(({ contactId }) => contactId);
    return { ...look, ...together(look, await contactsStillGone(hubspot, ids)), contacts: ids.at(-1) ?? null };
  }
  return { ...look, contacts: null };
}

async function seenOf(
  tools: ErasureTools,
  { hubspot }: SliceContext,
  list: ErasureList,
  { bin }: Wanted,
  engagements: readonly ToBeArchived[],
): Promise<Seen> {
  const found: string[] = [];
  const untold: string[] = [];
  for (const [type, some] of groupBy(engagements, (one) => one.type)) {
    const byId = new Map(some.map((one) => [one.id, one]));
    for (const ids of chunk([...byId.keys()], READ_TOGETHER)) {
      const live = await engagementsStillGone(hubspot, type, ids, 'live');
      const left = live.found.flatMap((id) => byId.get(id) ?? []);
      for (const one of left) if (await wasArchived(tools, list, one)) found.push(engagementName(one));
      untold.push(...live.untold.map((id) => engagementName({ type, id })));
      if (bin === 'may_hold_them') continue;
      const others = ids.filter((id) => !live.found.includes(id) && !live.untold.includes(id));
      const binned = await engagementsStillGone(hubspot, type, others, 'bin');
      (bin === 'empty' ? found : untold).push(...binned.found.map((id) => engagementName({ type, id })));
      untold.push(...binned.untold.map((id) => engagementName({ type, id })));
    }
  }
  return { found, untold };
}

/** One that is live was perhaps never archived: only the trail tells. */
async function wasArchived({ engine, stores }: ErasureTools, list: ErasureList, one: ToBeArchived): Promise<boolean> {
  return isArchived(engine, list, one, async () => {
    const id = recordOf(one.subject)?.id;
    const item = id === undefined ? undefined : await stores.items.find(list.id, id);
    return item !== undefined && isGone(item);
  });
}

function together(look: LaterLook, { found, untold }: Seen): Pick<LaterLook, 'found' | 'untold'> {
  return { found: more(look.found, found), untold: more(look.untold, untold) };
}

function more({ ids, count }: Ids, added: readonly string[]): Ids {
  const fresh = added.filter((id) => !ids.includes(id));
  return { ids: [...ids, ...fresh].slice(0, MOST_IDS), count: count + fresh.length };
}
