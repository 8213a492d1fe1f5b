import { askDirectly } from './ask-directly.ts';
import { serveStorage } from './serve-storage.ts';
import { storageOfTests } from './storage-of-tests.ts';

// Vitest set-up of the tests whose subject is not storage (vitest.config.ts): it is in their own process.
if (!storageOfTests.isOwn) {
  const storage = await serveStorage();
  storageOfTests.use(storage.connectionString);
  askDirectly(storage);
}
