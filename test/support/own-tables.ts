import { inject } from 'vitest';
import { storageOfTests } from './storage-of-tests.ts';
import { askDirectly } from './tables/ask-directly.ts';
import { serveTables } from './tables/serve-tables.ts';

// Vitest set-up of the tests whose subject is not Table Storage (vitest.config.ts): tables are in their own process.
if (!storageOfTests.hasOwnTables) {
  const tables = await serveTables(inject('storageConnectionString'));
  storageOfTests.use(tables.connectionString);
  askDirectly(tables);
}
