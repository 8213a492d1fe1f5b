import type { HttpResponseInit } from '@azure/functions';
import type { Document } from '../notice/document.ts';
import { html } from './answers.ts';

/** The form of the answer depends on this header. */
export const VARY = { vary: 'accept' } as const;

/** A document as a page. What makes it is loaded for those who want one: nobody else waits for it. */
export async function pageAnswer(document: Document): Promise<HttpResponseInit> {
  const [{ documentPage }, { PAGE_POLICY }] = await Promise.all([
    import('../notice/page.ts'),
    import('../rights/page.ts'),
  ]);
  return html(documentPage(document), PAGE_POLICY, VARY);
}
