import type { z } from 'zod';
import { json, problem } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { verificationOperations } from '../operations/audit-verification.ts';
import type { Register } from '../register.ts';
import { verificationQuerySchema, verifyInTime } from '../verification-request.ts';

/** `GET /api/audit/verification`. */
export const auditVerification: Endpoint<z.infer<typeof verificationQuerySchema>, undefined, Register> = {
  name: 'auditVerification',
  operations: verificationOperations,
  route: 'audit/verification',
  query: verificationQuerySchema,
  body: NO_BODY,
  answer: async ({ query, register: { engine }, log }) => {
    await engine.storage.prepare();
    const found = await verifyInTime(engine.verifier, query.which, log);
    if (found !== undefined) return json(200, found);
    return problem(404, 'Never verified', 'No verification has come to its end yet: leave which=last away.');
  },
};
