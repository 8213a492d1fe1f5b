import type { Engine } from '../work/engine.ts';
import type { ReturnFacts } from './facts.ts';

/** Reads which keys of erased people are in use, and who has come back: two small partitions. */
export async function readReturnFacts({
  erasedAddresses,
  erasureKeys,
  returns,
}: Pick<Engine, 'erasedAddresses' | 'erasureKeys' | 'returns'>): Promise<ReturnFacts> {
  const [inUse, all] = await Promise.all([erasedAddresses.keysInUse(), returns.all()]);
  const unknown = inUse.filter((keyId) => erasureKeys?.knows(keyId) !== true);
  const isAdmitted = (keyId: string) => erasureKeys?.lost.has(keyId) === true;
  // An answer that the trail does not tell of was cut short: it is to be given once more.
  const open = all.filter(({ answer, recorded }) => answer === null || !recorded);
  const toErase = all.filter(({ answer, recorded, requestId }) => {
    return answer === 'erase_again' && recorded && requestId === null;
  });
  return {
    hasKey: erasureKeys !== undefined,
    lostKeys: unknown.filter((keyId) => !isAdmitted(keyId)),
    admittedKeys: unknown.filter(isAdmitted),
    open: open.map(({ id }) => id),
    toErase: toErase.map(({ id }) => id),
  };
}
