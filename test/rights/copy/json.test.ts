import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, test } from 'vitest';
import { writeJson } from '../../../src/rights/copy/json.ts';
import { copyDocumentSchema, copyJsonSchema } from '../../../src/rights/copy/json-schema.ts';
import type { CopyPart, CopyParts } from '../../../src/rights/copy/parts.ts';
import { collect } from '../../support/collect.ts';
import { SAMPLE_COPY, sampleCopy } from '../../support/sample-copy.ts';

const SCHEMA = 'docs/access-copy.schema.json';

test('the published schema is that of the program; `vitest run test/rights/copy/json.test.ts --update` writes it anew', async () => {
  await expect(`${JSON.stringify(copyJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(`../../../${SCHEMA}`);
});

async function written(parts: CopyParts): Promise<string> {
  return Buffer.concat(await collect(writeJson(parts))).toString('utf8');
}

async function* some(parts: readonly CopyPart[]): AsyncGenerator<CopyPart> {
  yield* parts;
}

/** The parts of a document, as they were before they were written. */
function readBack(text: string): CopyPart[] {
  const { contacts, ...top } = copyDocumentSchema.parse(JSON.parse(text));
  const parts: CopyPart[] = [{ part: 'cover', ...top.cover }];
  if (top.purposes) parts.push({ part: 'purposes', ...top.purposes });
  if (top.recipients) parts.push({ part: 'recipients', ...top.recipients });
  if (top.rights) parts.push({ part: 'rights', ...top.rights });
  for (const one of contacts) {
    const { contactId } = one.contact;
    parts.push({ part: 'contact', ...one.contact });
    if (one.retention) parts.push({ part: 'retention', contactId, ...one.retention });
    for (const category of one.categories ?? []) parts.push({ part: 'category', contactId, ...category });
    if (one.otherProperties) parts.push({ part: 'other_properties', contactId, ...one.otherProperties });
    if (one.companies) parts.push({ part: 'companies', contactId, ...one.companies });
    for (const engagement of one.engagements ?? []) parts.push({ part: 'engagement', contactId, ...engagement });
    for (const conversation of one.conversations ?? [])
      parts.push({ part: 'conversation', contactId, ...conversation });
    for (const feedback of one.feedback ?? []) parts.push({ part: 'feedback', contactId, ...feedback });
    if (one.consents) parts.push({ part: 'consents', contactId, ...one.consents });
    if (one.subscriptions) parts.push({ part: 'subscriptions', contactId, ...one.subscriptions });
    if (one.lists) parts.push({ part: 'lists', contactId, ...one.lists });
    if (one.marketingEvents) parts.push({ part: 'marketing_events', contactId, ...one.marketingEvents });
    if (one.relations) parts.push({ part: 'relations', contactId, ...one.relations });
    if (one.otherRecords) parts.push({ part: 'other_records', contactId, ...one.otherRecords });
    if (one.files) parts.push({ part: 'files', contactId, ...one.files });
  }
  if (top.requests) parts.push({ part: 'requests', ...top.requests });
  if (top.disclosures) parts.push({ part: 'disclosures', ...top.disclosures });
  parts.push({ part: 'left_out', ...top.leftOut }, { part: 'places', ...top.places }, { part: 'end', ...top.end });
  return parts;
}

describe('writeJson', () => {
  it('writes one document that the published schema allows and that holds every part', async () => {
    const text = await written(sampleCopy());
    const validate = new Ajv2020({ strict: true }).compile(JSON.parse(await readFile(SCHEMA, 'utf8')));
    expect([validate(JSON.parse(text)), validate.errors]).toEqual([true, null]);
    expect(readBack(text)).toEqual(SAMPLE_COPY);
  });

  it('keeps several contacts apart', async () => {
    const start = SAMPLE_COPY.findIndex(({ part }) => part === 'contact');
    const end = SAMPLE_COPY.findIndex(({ part }) => part === 'requests');
    const theirs = SAMPLE_COPY.slice(start, end);
    const others = theirs.map((part) => ('contactId' in part ? { ...part, contactId: '102' } : part));
    const parts = [...SAMPLE_COPY.slice(0, start), ...theirs, ...others, ...SAMPLE_COPY.slice(end)];
    expect(readBack(await written(some(parts)))).toEqual(parts);
  });

  it('writes an empty list where nobody was found', async () => {
    const parts = SAMPLE_COPY.filter((part) => !('contactId' in part));
    expect(JSON.parse(await written(some(parts)))).toMatchObject({ contacts: [] });
    expect(readBack(await written(some(parts)))).toEqual(parts);
  });

  it.each([1, 5, SAMPLE_COPY.length - 1])('is no document when it breaks off after %i parts', async (count) => {
    await expect(written(some(SAMPLE_COPY.slice(0, count)))).rejects.toMatchObject({ code: 'copy_incomplete' });
  });
});
