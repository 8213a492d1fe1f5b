import { app } from '@azure/functions';
import { engine, guarded } from '../src/compose.ts';
import { json, problem } from '../src/http/answers.ts';
import { NO_BODY } from '../src/http/endpoint.ts';
import { verificationOperations } from '../src/http/operations/audit-verification.ts';
import { verificationQuerySchema, verifyInTime } from '../src/http/verification-request.ts';

app.http(
  'auditVerification',
  guarded({
    name: 'auditVerification',
    operations: verificationOperations,
    route: 'audit/verification',
    query: verificationQuerySchema,
    body: NO_BODY,
    answer: async ({ query, log }) => {
      await engine.storage.prepare();
      const found = await verifyInTime(engine.verifier, query.which, log);
      if (found !== undefined) return json(200, found);
      return problem(404, 'Never verified', 'No verification has come to its end yet: leave which=last away.');
    },
  }),
);
