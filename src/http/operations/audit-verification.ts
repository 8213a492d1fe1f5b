import { jsonContent, type Operation } from '../openapi/operation.ts';
import { problemAnswer } from '../openapi/problem-answer.ts';
import { type VerificationAnswer, verificationAnswerSchema } from '../schemas/verification.ts';

const chain: VerificationAnswer['chains'][number] = {
  chain: 'chain-3',
  events: 17,
  pruned: 0,
  sequence: 17,
  hash: '9b2f6c0d',
  seals: 1,
  lastSeal: 1,
  sealedUntil: 17,
  openIntents: 0,
  sections: [{ keyId: 'k1', first: 1, last: 17 }],
  faultCount: 0,
};

const whole: VerificationAnswer = {
  which: 'now',
  status: 'ok',
  verifiedAt: '2026-11-23T02:30:00.000Z',
  durationMs: 412,
  events: 17,
  faultCount: 0,
  kinds: {},
  faults: [],
  chains: [chain],
};

const broken: VerificationAnswer = {
  ...whole,
  which: 'last',
  status: 'failed',
  faultCount: 1,
  kinds: { edited: 1 },
  faults: [
    { kind: 'edited', chain: 'chain-3', first: 9, last: 9, row: null, detail: 'The event does not have its hash.' },
  ],
  chains: [{ ...chain, faultCount: 1 }],
};

const GET: Operation = {
  operationId: 'getAuditVerification',
  summary: 'Verify the audit trail',
  description:
    'Verifies the whole chain now; when that takes longer than a caller can wait, or with `which=last`, shows what was ' +
    'found last.',
  answers: {
    200: { description: 'What was found.', content: jsonContent(verificationAnswerSchema, { whole, broken }) },
    404: problemAnswer(404, 'Never verified', 'No verification has come to its end yet: leave which=last away.'),
  },
};

/** `GET /api/audit/verification`. */
export const verificationOperations = { GET };
