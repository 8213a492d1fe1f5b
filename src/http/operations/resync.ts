import { jsonContent, type LinkDescription, type Operation } from '../openapi/operation.ts';
import { problemAnswer, RETRY_AFTER } from '../openapi/problem-answer.ts';
import { startedSchema } from '../schemas/started.ts';
import { RUN_ID } from './examples.ts';

const toRun = (operationId: string, description: string): LinkDescription => ({
  operationId,
  description,
  parameters: { runId: '$response.body#/runId' },
});

const POST: Operation = {
  operationId: 'resync',
  summary: 'Start a run',
  description:
    'Puts a run into the line: over everything, over what changed, or over contacts that are named by id or e-mail. ' +
    'With `dryRun` it writes nothing and lists the changes that it would make.',
  headers: {
    'Idempotency-Key': {
      description:
        'Makes the request safe to repeat for 24 hours: the same key and body give the same run. ' +
        '1 to 255 visible ASCII characters, best a UUID.',
      example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
    },
  },
  requests: {
    all: { scope: 'all' },
    changed: { scope: 'changed' },
    contacts: { scope: 'contacts', contactIds: ['101'], emails: ['aino@example.fi'] },
    dryRun: { scope: 'all', dryRun: true },
  },
  answers: {
    202: {
      description: 'The run waits for its turn, or has it.',
      headers: {
        Location: { description: 'Address of the run.', required: true, example: `/api/runs/${RUN_ID}` },
        'Retry-After': {
          ...RETRY_AFTER,
          description: 'Seconds after which it is worth looking at the run.',
          example: '5',
        },
      },
      content: jsonContent(startedSchema, {
        started: { runId: RUN_ID, status: 'queued', scope: 'all', dryRun: false },
      }),
      links: {
        run: toRun('getRun', 'Follow it to its end.'),
        cancel: toRun('cancelRun', 'Stop it.'),
      },
    },
    409: problemAnswer(409, 'The same request is underway', 'Repeat it with the same key a little later.', {
      // Also once the add-on was taken out of the account (docs/offboarding.md): repeating it helps nobody then.
      headers: { 'Retry-After': { ...RETRY_AFTER, required: false, example: '30' } },
    }),
    422: problemAnswer(422, 'Another request has this key', 'Use a new Idempotency-Key for each new request.'),
    429: problemAnswer(429, 'Too many runs wait', 'Try again when some of them have ended.', {
      headers: { 'Retry-After': RETRY_AFTER },
    }),
  },
};

/** `POST /api/resync`. */
export const resyncOperations = { POST };
