import { afterAll, beforeAll, expect, it } from 'vitest';
import { reviewCopy } from '../../../../src/rights/copy/review/review.ts';
import type { Engine } from '../../../../src/work/engine.ts';
import { copyWorld } from '../../../support/copy-world.ts';
import { personRequest } from '../../../support/person-request.ts';
import { type RegisterApp, startRegisterApp } from '../../../support/register-app.ts';
import { NOW } from '../../../support/sync-world.ts';

let app: RegisterApp;
let engine: Engine;

beforeAll(async () => {
  app = await startRegisterApp({ account: copyWorld(), now: NOW });
  engine = app.newEngine();
});

afterAll(() => app.close());

it('names engagements with others, and own texts that seem to name a colleague, by the subjects that decide takes', async () => {
  const review = await reviewCopy(engine, personRequest(['101']));
  expect(review.withOthers).toMatchObject([{ subject: 'notes:32', contactId: '101', othersCount: 1 }]);
  expect(review.hints).toMatchObject([
    { subject: 'emails:31', found: ['valmentaja@oma.fi.example', 'eero.esimerkki@toinen.fi.example'] },
    { subject: 'notes:33', found: ['Eero Esimerkki'] },
    { subject: 'conversations:7001', found: ['eero.esimerkki@toinen.fi.example'] },
  ]);
  expect(review.missingScopes).toEqual([]);
});

it('says what could not be looked at, and ends at what could not be read', async () => {
  app.hubspot.missingScopes.add('sales-email-read');
  expect(await reviewCopy(engine, personRequest(['101']))).toMatchObject({ missingScopes: ['sales-email-read'] });
  app.hubspot.missingScopes.clear();
  app.hubspot.faults.add({ match: ({ path }) => path.endsWith('companies/contacts/batch/read'), kind: '500' });
  await expect(reviewCopy(engine, personRequest(['101']))).rejects.toThrow();
});
