import { parseArgs } from 'node:util';
import { fillIndex } from '../../test/support/large-index.ts';
import { serveTables } from '../../test/support/tables/serve-tables.ts';
import { answerQuestions } from '../child.ts';

const KEY = Buffer.from('bench').toString('base64');
const ELSEWHERE = `DefaultEndpointsProtocol=http;AccountName=bench;AccountKey=${KEY};TableEndpoint=http://127.0.0.1/bench;`;

const { values } = parseArgs({ options: { contacts: { type: 'string' } } });
const tables = await serveTables(ELSEWHERE);
const { connectionString } = tables;
await fillIndex({ tables, connectionString, auditKey: 'bench' }, Number(values.contacts));

answerQuestions({ address: () => connectionString });
