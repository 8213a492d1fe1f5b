import { json, markdown } from '../answers.ts';
import { pageAnswer, VARY } from '../document-answer.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { type LanguageRequest, languageQuery } from '../language-query.ts';
import { noticeOperations } from '../operations/notice.ts';
import { preferred } from '../prefers.ts';
import type { Register } from '../register.ts';

/** `GET /api/notice`. */
export const notice: Endpoint<LanguageRequest, undefined, Register> = {
  name: 'notice',
  operations: noticeOperations,
  route: 'notice',
  query: languageQuery,
  body: NO_BODY,
  answer: async ({ query, headers, register: { engine } }) => {
    const [{ noticeOf }, { documentMarkdown }] = await Promise.all([
      import('../../notice/notice.ts'),
      import('../../notice/markdown.ts'),
    ]);
    const found = noticeOf(engine.policy, query.lang);
    switch (preferred(headers.get('accept'), ['application/json', 'text/html', 'text/markdown'])) {
      case 'application/json':
        return json(200, found, VARY);
      case 'text/html':
        return pageAnswer(found);
      case 'text/markdown':
        return markdown(documentMarkdown(found), VARY);
    }
  },
};
