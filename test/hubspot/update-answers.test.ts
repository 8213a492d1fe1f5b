import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { updateRecords } from '../../src/hubspot/update.ts';
import { type HandmadeRequest, handmadeHubSpot, idsOf } from '../support/handmade-hubspot.ts';
import { holds, named, refused, written } from '../support/updates.ts';

describe('partial answers', () => {
  const inputs = z.object({ inputs: z.array(z.object({ id: z.string(), objectWriteTraceId: z.string() })) });
  const tracesOf = ({ body }: HandmadeRequest) =>
    new Map(inputs.parse(body).inputs.map(({ id, objectWriteTraceId }) => [id, objectWriteTraceId]));
  const record = (id: string, more: Record<string, unknown> = {}) => ({ id, properties: {}, ...more });

  test('error entries are matched by id and by trace id', async () => {
    const { access, requests } = await handmadeHubSpot((request) => ({
      status: 207,
      body: {
        results: [record('1'), { ...record('2'), objectWriteTraceId: tracesOf(request).get('2') }],
        numErrors: 3,
        errors: [
          { category: 'OBJECT_NOT_FOUND', context: { ids: ['3'] } },
          { category: 'VALIDATION_ERROR', context: { objectWriteTraceId: [tracesOf(request).get('4'), 'unknown'] } },
          { category: 'Aino Virtanen', context: { ids: ['5', '77'] } },
          { category: 'CONFLICT', context: { ids: ['1'] } },
          { category: 'NO_CONTEXT' },
        ],
      },
    }));
    const outcomes = await updateRecords(access, 'contacts', named(['1', '2', '3', '4', '5', '6']), holds);
    expect(Object.fromEntries(outcomes)).toEqual({
      1: written,
      2: written,
      3: refused('OBJECT_NOT_FOUND'),
      4: refused('VALIDATION_ERROR'),
      5: refused('refused'),
      6: { kind: 'merged', reason: 'left out of the answer: merged or deleted' },
    });
    expect(requests).toHaveLength(1);
    const [sent] = requests;
    if (sent === undefined) throw new TypeError('No request was sent');
    const traces = [...tracesOf(sent).values()];
    expect(new Set(traces).size).toBe(6);
  });

  test('an answer under the id of a survivor says that the record was merged', async () => {
    const { access } = await handmadeHubSpot((request) => ({
      body: { results: [record('900', { objectWriteTraceId: tracesOf(request).get('1') }), record('2')] },
    }));
    const outcomes = await updateRecords(access, 'contacts', named(['1', '2']), holds);
    expect(Object.fromEntries(outcomes)).toEqual({
      1: { kind: 'merged', reason: 'merged into 900' },
      2: written,
    });
  });

  test('a 404 for the whole batch is taken apart as a 400 is', async () => {
    const { access } = await handmadeHubSpot((request) =>
      idsOf(request).includes('2')
        ? { status: 404, body: { category: 'OBJECT_NOT_FOUND' } }
        : { body: { results: idsOf(request).map((id) => record(id)) } },
    );
    const outcomes = await updateRecords(access, 'contacts', named(['1', '2', '3']), holds);
    expect(Object.fromEntries(outcomes)).toEqual({
      1: written,
      2: refused('not_found 404 OBJECT_NOT_FOUND'),
      3: written,
    });
  });
});
