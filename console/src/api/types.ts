// What the API answers, as its own schemas say. Types only: nothing of the schemas is in the page.
export type * from '../../../src/http/schemas/audit-event.ts';
export type * from '../../../src/http/schemas/contacts.ts';
export type * from '../../../src/http/schemas/copy-review.ts';
export type * from '../../../src/http/schemas/disclosure.ts';
export type * from '../../../src/http/schemas/drift.ts';
export type * from '../../../src/http/schemas/erasure.ts';
export type * from '../../../src/http/schemas/findings.ts';
export type * from '../../../src/http/schemas/health.ts';
export type * from '../../../src/http/schemas/names.ts';
