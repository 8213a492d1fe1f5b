import { csv, json } from '../answers.ts';
import { pageAnswer, VARY } from '../document-answer.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { type LanguageRequest, languageQuery } from '../language-query.ts';
import { recordOfProcessingOperations } from '../operations/record-of-processing.ts';
import { preferred } from '../prefers.ts';
import type { Register } from '../register.ts';

const FILE_NAME = 'rekisteri-record-of-processing.csv';

/** `GET /api/record-of-processing`. */
export const recordOfProcessing: Endpoint<LanguageRequest, undefined, Register> = {
  name: 'recordOfProcessing',
  operations: recordOfProcessingOperations,
  route: 'record-of-processing',
  query: languageQuery,
  body: NO_BODY,
  answer: async ({ query, headers, register: { account = null, engine } }) => {
    const [{ recordOf }, { recordDocument }, { documentCsv }] = await Promise.all([
      import('../../notice/record/record.ts'),
      import('../../notice/record/document.ts'),
      import('../../notice/csv.ts'),
    ]);
    const record = recordOf(engine.policy, account);
    switch (preferred(headers.get('accept'), ['application/json', 'text/html', 'text/csv'])) {
      case 'application/json':
        return json(200, record, VARY);
      case 'text/html':
        return pageAnswer(recordDocument(record, query.lang));
      case 'text/csv':
        return csv(documentCsv(recordDocument(record, query.lang)), FILE_NAME, VARY);
    }
  },
};
