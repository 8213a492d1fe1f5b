import pMap from 'p-map';
import type { Intent } from '../../audit/trail.ts';
import type { SliceContext } from '../../facts/context.ts';
import { recordOf, subjectOf } from '../../register/record.ts';
import { type EffectKind, type KeepHashes, OBSERVED, type Rechecked } from '../effect.ts';
import { ADDRESSES, causeOf, erasureIdIn } from './erasure-names.ts';
import { listErasure } from './list-erasure.ts';

const PEOPLE = 50;
const AT_ONCE = 8;

/**
 * Keyed hashes of the addresses of people who are about to be erased, kept before anything of them goes. They do not count until
 * somebody confirms that the person is gone.
 */
export function keepHashes(context: SliceContext): EffectKind<KeepHashes> {
  const { erasedAddresses } = context;
  // Something of the person may be kept from before an interruption, and their address be another by now.
  const isKept = ({ record, erasureId, addresses }: KeepHashes) =>
    erasedAddresses.isKept(erasureId, record.id, addresses);
  return {
    type: 'keep_hashes',
    batch: PEOPLE,
    owns: ({ subject, property }) => recordOf(subject)?.kind === 'contacts' && property === ADDRESSES,
    intents: intentsOf,
    list: (effects, part) => listErasure(context, effects.flatMap(intentsOf), part),

    /** Throws `NoErasureKeyError`: then nobody may be erased. */
    async permit(effects) {
      for (const { erasureId, record } of effects.slice(0, 1)) await erasedAddresses.keep(erasureId, record.id, []);
    },

    async recheck(effects): Promise<Rechecked<KeepHashes>> {
      const isDone = async (one: KeepHashes) => one.addresses.length === 0 || (context.resumed && (await isKept(one)));
      const done = await pMap(effects, isDone, { concurrency: AT_ONCE });
      const fates = effects.filter((_, index) => done[index]).map(({ record }) => [subjectOf(record), DONE] as const);
      return { go: effects.filter((_, index) => !done[index]), fates: new Map(fates) };
    },

    async carryOut(effects, tell) {
      await pMap(
        effects,
        async ({ record, erasureId, addresses }) => {
          await erasedAddresses.keep(erasureId, record.id, addresses);
          tell(subjectOf(record), DONE);
        },
        { concurrency: AT_ONCE },
      );
    },

    observe: (intents) =>
      pMap(
        intents,
        async ({ subject, events: [event] }) => {
          const [id, erasureId] = [recordOf(subject)?.id, event && erasureIdIn(event.cause)];
          if (id === undefined || erasureId === undefined) return undefined;
          return (await erasedAddresses.isKept(erasureId, id)) ? DONE : { kind: 'refused', reason: OBSERVED };
        },
        { concurrency: AT_ONCE },
      ),
  };
}

const DONE = { kind: 'done' } as const;

/** The trail is told how many addresses there are, and not which. */
function intentsOf(effect: KeepHashes): Intent[] {
  const changes = [{ property: ADDRESSES, before: '', after: String(effect.addresses.length) }];
  return [{ subject: subjectOf(effect.record), cause: causeOf(effect), changes }];
}
