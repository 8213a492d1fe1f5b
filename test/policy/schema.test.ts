import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { policyJsonSchema } from '../../src/policy/load.ts';

const written = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../${file}`, import.meta.url), 'utf8'));

/** `npx vitest run -u test/policy` writes the file anew after a change of the schema. */
it('policy/schema.json is what the schema says', async () => {
  const schema = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../policy/schema.json');
});

it.each(['policy/asiakasrekisteri.json', 'policy/examples/esimerkkivalmennus.json', 'test/policy/first-form.json'])(
  'an editor that goes by the schema finds nothing wrong in %s',
  async (file) => {
    const ajv = new Ajv2020({ allErrors: true, validateFormats: false });
    const check = ajv.compile(JSON.parse(JSON.stringify(policyJsonSchema())));
    const policy = await written(file);
    expect([check(policy), check.errors]).toEqual([true, null]);
    expect(check({ ...Object(policy), purposes: [{ text: 'Koulutus', basis: 'because' }] })).toBe(false);
  },
);
