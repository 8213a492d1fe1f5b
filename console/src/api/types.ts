// What the API answers, as its own schemas say. Types only: nothing of the schemas is in the page.
export type * from '../../../src/http/schemas/audit-event.ts';
export type * from '../../../src/http/schemas/contacts.ts';
export type * from '../../../src/http/schemas/copy-review.ts';
export type * from '../../../src/http/schemas/disclosure.ts';
export type * from '../../../src/http/schemas/drift.ts';
export type * from '../../../src/http/schemas/erasure.ts';
export type * from '../../../src/http/schemas/findings.ts';
export type * from '../../../src/http/schemas/health.ts';
export type * from '../../../src/http/schemas/person-request.ts';
export type * from '../../../src/http/schemas/prepared-copy.ts';
export type * from '../../../src/http/schemas/problem.ts';
export type * from '../../../src/http/schemas/return.ts';
export type * from '../../../src/http/schemas/run.ts';
export type * from '../../../src/http/schemas/session.ts';
export type * from '../../../src/http/schemas/started.ts';
export type * from '../../../src/http/schemas/statistics.ts';
export type * from '../../../src/http/schemas/verification.ts';
