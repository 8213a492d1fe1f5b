import { parseArgs } from 'node:util';
import { fillIndex } from '../../test/support/large-index.ts';
import { serveStorage } from '../../test/support/serve-storage.ts';
import { answerQuestions } from '../child.ts';

const { values } = parseArgs({ options: { contacts: { type: 'string' } } });
const tables = await serveStorage();
const { connectionString } = tables;
await fillIndex({ tables, connectionString, auditKey: 'bench' }, Number(values.contacts));

answerQuestions({ address: () => connectionString });
