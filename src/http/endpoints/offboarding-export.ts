import { exportStaffValues } from '../../rights/offboarding/export.ts';
import { file } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { offboardingExportOperations } from '../operations/offboarding.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import { streamBody } from '../stream-body.ts';
import { workerAnswer } from '../worker-answers.ts';

/** `GET /api/offboarding/export`. */
export const offboardingExport: Endpoint<Record<string, never>, undefined, Register> = {
  name: 'offboardingExport',
  operations: offboardingExportOperations,
  route: 'offboarding/export',
  mayCall: { GET: ['admin'] },
  personRequired: true,
  sameSiteOnly: true,
  query: NO_QUERY,
  body: NO_BODY,
  answer: async ({ actor, invocationId, register: { engine } }) => {
    const lines = await exportStaffValues(engine, actor);
    const body = streamBody(lines, workerAnswer(invocationId), async () => undefined);
    return file(body, { type: 'application/x-ndjson', name: 'rekisteri-offboarding.jsonl' });
  },
};
