import { jsonContent, type Operation } from '../openapi/operation.ts';
import { type FindingsAnswer, findingsSchema } from '../schemas/findings.ts';

/** A notice that leans on what has no force any more. */
const FINDINGS_ANSWER: FindingsAnswer = {
  checkedAt: '2026-11-23T09:30:00.000Z',
  findings: [
    {
      code: 'privacy_shield',
      article: '44, 46',
      severity: 'error',
      where: ['transfers'],
      fi: {
        says: 'Seloste vetoaa Privacy Shieldiin, jonka EU-tuomioistuin kumosi 16.7.2020.',
        toDo: 'Poista maininta ja nimeä voimassa oleva siirtoperuste.',
      },
      en: {
        says: 'The notice leans on Privacy Shield, which the Court of Justice annulled on 16 July 2020.',
        toDo: 'Take it out, and name a ground for the transfer that is in force.',
      },
    },
  ],
};

const GET: Operation = {
  operationId: 'listNoticeFindings',
  summary: 'See what the notice lacks',
  description:
    'What Articles 13, 14 and 30 ask for and the policy does not say, safeguards that have no force any more, and checks of them ' +
    'that are missing or older than a year.',
  answers: {
    200: {
      description: 'What was found, by article.',
      content: jsonContent(findingsSchema, { found: FINDINGS_ANSWER }),
    },
  },
};

/** `GET /api/notice/findings`. */
export const noticeFindingsOperations = { GET };
