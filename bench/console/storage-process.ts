import { parseArgs } from 'node:util';
import { fillIndex } from '../../test/support/large-index.ts';
import { serveStorage } from '../../test/support/serve-storage.ts';
import { answerQuestions } from '../child.ts';

const { values } = parseArgs({ options: { contacts: { type: 'string' } } });
const storage = await serveStorage();
await fillIndex({ storage, auditKey: 'bench' }, Number(values.contacts));

answerQuestions({ address: () => storage.connectionString });
