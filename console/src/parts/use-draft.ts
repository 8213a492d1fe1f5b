import { useEffect, useState } from 'preact/hooks';

/** What is typed into a filter, from what the address asks for; another address, as by Back, takes its place. */
export function useDraft<Draft>(asked: Draft): readonly [Draft, (next: Draft | ((before: Draft) => Draft)) => void] {
  const [draft, setDraft] = useState(asked);
  useEffect(() => setDraft(asked), [JSON.stringify(asked)]);
  return [draft, setDraft];
}
