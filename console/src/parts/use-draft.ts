import { useLayoutEffect, useState } from 'preact/hooks';

/** What is typed into a filter, from what the address asks for; another address, as by Back, takes its place. */
export function useDraft<Draft>(asked: Draft): readonly [Draft, (next: Draft | ((before: Draft) => Draft)) => void] {
  const [draft, setDraft] = useState(asked);
  // At once: what somebody types next is theirs.
  useLayoutEffect(() => setDraft(asked), [JSON.stringify(asked)]);
  return [draft, setDraft];
}
