import type { ContactFacts } from './facts.ts';

/** Whether a contact was `ended` before this run, by our own hand as far as that is known: others may have written it too. */
export function hasEnded({ contact: { held }, before }: Pick<ContactFacts, 'contact' | 'before'>): boolean {
  return [held, before?.held ?? held].every(({ rekisteri_retention_status: status }) => status === 'ended');
}
