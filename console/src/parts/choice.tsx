import { useState } from 'preact/hooks';
import { useMessages } from '../words/messages.ts';
import { useNameOf } from './names.tsx';

/** Contacts that somebody has chosen from rows. */
export interface Chosen {
  readonly ids: readonly string[];
  choose(id: string, isChosen: boolean): void;
  clear(): void;
}

/** Keeps a choice as long as the part that holds it is there: over pages and filters of a table. */
export function useChosen(): Chosen {
  const [ids, setIds] = useState<readonly string[]>([]);
  return {
    ids,
    choose: (id, isChosen) => setIds((before) => [...before.filter((one) => one !== id), ...(isChosen ? [id] : [])]),
    clear: () => setIds([]),
  };
}

/** Chooses one contact; a screen reader tells it by number, and by name where that is shown. */
export function Choice({ id, chosen: { ids, choose } }: { id: string; chosen: Chosen }) {
  const t = useMessages('shared');
  const name = useNameOf(id);
  return (
    <input
      aria-label={[t('choose', { id }), name].join(' ').trim()}
      checked={ids.includes(id)}
      class="choice"
      onChange={({ currentTarget }) => choose(id, currentTarget.checked)}
      type="checkbox"
    />
  );
}
