import { readFileSync } from 'node:fs';
import { policySchema } from '../../src/policy/schema.ts';

const FILE = new URL('../../policy/examples/esimerkkivalmennus.json', import.meta.url);

/** The policy of an invented company that leaves nothing out, in both languages. */
export const example = policySchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
