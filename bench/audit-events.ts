import type { Engine } from '../src/work/engine.ts';
import type { loadBuilt } from './built.ts';

type Built = Awaited<ReturnType<typeof loadBuilt>>;

/** Counts the events of all chains; their heads know. */
export async function countAuditEvents(built: Built, { storage }: Engine): Promise<number> {
  const heads = await Promise.all(built.CHAIN_NAMES.map(headOf));
  return heads.reduce((sum, sequence) => sum + sequence, 0);

  async function headOf(chain: string): Promise<number> {
    try {
      const { sequence } = await storage.audit.getEntity<{ sequence: number }>(chain, built.HEAD_ROW);
      return sequence;
    } catch (error) {
      if (built.isMissing(error)) return 0;
      throw error;
    }
  }
}
