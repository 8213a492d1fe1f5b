import { type AnswerDescription, jsonContent, type LinkDescription, type Operation } from '../openapi/operation.ts';
import { problemAnswer, RETRY_AFTER } from '../openapi/problem-answer.ts';
import { runAnswerSchema } from '../schemas/run.ts';
import { RUNS } from './examples.ts';

const NO_SUCH_RUN = problemAnswer(404, 'No such run', 'Take the runId from the answer that started the run.');

const AGAIN = {
  ...RETRY_AFTER,
  required: false,
  description: 'Seconds after which it is worth asking again. Absent once the run has ended.',
  example: '5',
};

const nextChanges: LinkDescription = {
  operationId: 'getRun',
  description: 'The next page of changes, unless the continuation is null.',
  parameters: { runId: '$request.path.runId', continuation: '$response.body#/changes/continuation' },
};

const shown: AnswerDescription = {
  description: 'The run, waiting, going on or ended.',
  headers: { 'Retry-After': AGAIN },
  content: jsonContent(runAnswerSchema, {
    running: RUNS.running,
    ended: RUNS.ended,
    failed: RUNS.failed,
    dryRun: RUNS.dryRun,
  }),
  links: { nextChanges },
};

const GET: Operation = {
  operationId: 'getRun',
  summary: 'See how a run is doing',
  description: 'State and progress of a run, and what came of it. A dry run lists the changes it would make, paged.',
  answers: { 200: shown, 404: NO_SUCH_RUN },
};

const DELETE: Operation = {
  operationId: 'cancelRun',
  summary: 'Cancel a run',
  description: 'A run that waits is cancelled at once; one that is working stops soon. Safe to repeat.',
  answers: {
    200: { description: 'It is cancelled.', content: jsonContent(runAnswerSchema, { cancelled: RUNS.cancelled }) },
    202: {
      description: 'It has been told to stop: follow it to its end.',
      headers: { 'Retry-After': { ...AGAIN, required: true } },
      content: jsonContent(runAnswerSchema, { stopping: RUNS.running }),
      links: {
        run: { operationId: 'getRun', description: 'Follow it.', parameters: { runId: '$request.path.runId' } },
      },
    },
    404: NO_SUCH_RUN,
    409: problemAnswer(409, 'The run has ended', 'The run has succeeded: there is nothing left to cancel.'),
  },
};

/** `GET` and `DELETE /api/runs/{runId}`. */
export const runOperations = { GET, DELETE };
