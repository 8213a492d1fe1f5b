import { giveCopy } from '../../rights/copy/give.ts';
import type { CopyFormat } from '../../rights/copy/disclose.ts';
import { problem } from '../answers.ts';
import { copyAnswer, preparedAnswer } from '../copy-answer.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { requestCopyOperations } from '../operations/request-copy.ts';
import { personRequestRefusal } from '../person-request-refusal.ts';
import { type Offer, wantedOf } from '../prefers.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';

const OFFERS: readonly Offer<CopyFormat>[] = [
  { type: 'application/json', form: 'json' },
  { type: 'text/html', form: 'html' },
  { type: 'application/pdf', form: 'pdf' },
];

/** `GET /api/requests/{id}/copy` (Art. 15, 20). */
export const requestCopy: Endpoint<Record<string, never>, undefined, Register> = {
  name: 'requestCopy',
  operations: requestCopyOperations,
  route: 'requests/{id}/copy',
  mayCall: { GET: ['officer'] },
  personRequired: true,
  sameSiteOnly: true,
  query: NO_QUERY,
  body: NO_BODY,
  answer: async ({ params: { id = '' }, headers, actor, register: { account, copies } }) => {
    const given = await giveCopy(copies, id, wantedOf(OFFERS, headers.get('accept')), actor);
    switch (given.kind) {
      case 'copy':
        return copyAnswer(id, given.format, given.made.content, given.made.bytes);
      case 'prepared':
        return preparedAnswer(given.prepared, account);
      case 'not_in_form':
        return problem(406, 'Not in this form', given.why, { vary: 'accept' });
      default:
        return personRequestRefusal(given);
    }
  },
};
