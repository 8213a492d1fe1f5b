import { fetchCopy } from '../../rights/copy/fetch.ts';
import { logLine } from '../../log.ts';
import { problem } from '../answers.ts';
import { copyAnswer, preparedAnswer } from '../copy-answer.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { requestPreparedCopyOperations } from '../operations/request-copy.ts';
import { personRequestRefusal } from '../person-request-refusal.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import { streamBody } from '../stream-body.ts';
import { workerAnswer } from '../worker-answers.ts';

const WHY_GONE = {
  downloaded: 'All of it was sent, and it was deleted then: whether all of it arrived nobody here can know.',
  expired: 'It was there for an hour, and deleted then.',
  abandoned: 'Its run ended before it was ready.',
  superseded: 'It was decided of the request since: ask for the copy again.',
  failed: '',
} as const;

/** `GET /api/requests/{id}/copies/{copyId}`. */
export const requestPreparedCopy: Endpoint<Record<string, never>, undefined, Register> = {
  name: 'requestPreparedCopy',
  operations: requestPreparedCopyOperations,
  route: 'requests/{id}/copies/{copyId}',
  mayCall: { GET: ['officer'] },
  personRequired: true,
  sameSiteOnly: true,
  query: NO_QUERY,
  body: NO_BODY,
  answer: async ({ params: { id = '', copyId = '' }, actor, invocationId, log, register: { account, engine } }) => {
    const fetched = await fetchCopy(engine, id, copyId, actor);
    switch (fetched.kind) {
      case 'copy': {
        const { prepared, content, taken } = fetched;
        // Whoever has it all is not told that it could not be deleted: it goes within the hour all the same.
        const deleted = () => taken().catch(() => log('warn', logLine('copy_not_deleted', { requestId: id, copyId })));
        const body = streamBody(content, workerAnswer(invocationId), deleted);
        return copyAnswer(id, prepared.format, body, prepared.bytes);
      }
      case 'preparing':
        return preparedAnswer(fetched.prepared, account);
      case 'no_such_copy':
        return problem(404, 'No such copy', 'Take its address from the answer of GET /api/requests/{id}/copy.');
      case 'gone': {
        const why = fetched.why === 'failed' ? fetched.detail : WHY_GONE[fetched.why];
        return problem(410, 'The copy is gone', `${why} Ask for another with GET /api/requests/{id}/copy.`);
      }
      case 'altered':
        return problem(409, 'The copy was altered', fetched.detail);
      default:
        return personRequestRefusal(fetched);
    }
  },
};
