import { findingsOf } from '../../notice/findings.ts';
import { formatInstant } from '../../register/instant.ts';
import { json } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { noticeFindingsOperations } from '../operations/notice-findings.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import type { FindingsAnswer } from '../schemas/findings.ts';

/** `GET /api/notice/findings`. */
export const noticeFindings: Endpoint<Record<string, never>, undefined, Register> = {
  name: 'noticeFindings',
  operations: noticeFindingsOperations,
  route: 'notice/findings',
  query: NO_QUERY,
  body: NO_BODY,
  answer: async ({ register: { engine } }) => {
    const now = engine.now();
    const answer: FindingsAnswer = {
      checkedAt: formatInstant(now),
      findings: findingsOf(engine.policy, now).map((found) => ({ ...found, where: [...found.where] })),
    };
    return json(200, answer);
  },
};
