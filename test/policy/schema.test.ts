import { expect, it } from 'vitest';
import { policyJsonSchema } from '../../src/policy/load.ts';

/** `npx vitest run -u test/policy` writes the file anew after a change of the schema. */
it('policy/schema.json is what the schema says', async () => {
  const schema = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../policy/schema.json');
});
