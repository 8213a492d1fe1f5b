import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { updateRecords } from '../../src/hubspot/update.ts';
import { type HandmadeRequest, handmadeHubSpot, idsOf } from '../support/handmade-hubspot.ts';
import { holds, named, refused, written } from '../support/updates.ts';

describe('partial answers', () => {
  const inputs = z.object({ inputs: z.array(z.object({ id: z.string(), objectWriteTraceId: z.string() })) });
  const tracesOf = ({ body }: HandmadeRequest) =>
    new Map(inputs.parse(body).inputs.map(({ id, objectWriteTraceId }) => [id, objectWriteTraceId]));
  const gone = { kind: 'overtaken', reason: 'no longer there: merged, archived or deleted', gone: true };
  const record = (id: string, more: Record<string, unknown> = {}) => ({ id, properties: {}, ...more });

  test('error entries are matched by id and by trace id', async () => {
    const { access, requests } = await handmadeHubSpot((request) =>
      request.path.endsWith('/read')
        ? { body: { results: [], errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['3'] } }] } }
        : {
            status: 207,
            body: {
              results: [record('1'), { ...record('2'), objectWriteTraceId: tracesOf(request).get('2') }],
              numErrors: 3,
              errors: [
                { category: 'OBJECT_NOT_FOUND', context: { ids: ['3'] } },
                {
                  category: 'VALIDATION_ERROR',
                  context: { objectWriteTraceId: [tracesOf(request).get('4'), 'unknown'] },
                },
                { category: 'Aino Virtanen', context: { ids: ['5', '77'] } },
                { category: 'CONFLICT', context: { ids: ['1'] } },
                { category: 'NO_CONTEXT' },
              ],
            },
          },
    );
    const outcomes = await updateRecords(access, 'contacts', named(['1', '2', '3', '4', '5']), holds);
    expect(Object.fromEntries(outcomes)).toEqual({
      1: written,
      2: written,
      3: gone,
      4: refused('VALIDATION_ERROR'),
      5: refused('refused'),
    });
    // What is said not to be found is looked for.
    expect(requests).toHaveLength(2);
    const [sent] = requests;
    if (sent === undefined) throw new TypeError('No request was sent');
    const traces = [...tracesOf(sent).values()];
    expect(new Set(traces).size).toBe(5);
  });

  test('an answer under the id of a survivor says that the record was merged', async () => {
    const { access } = await handmadeHubSpot((request) => ({
      body: { results: [record('900', { objectWriteTraceId: tracesOf(request).get('1') }), record('2')] },
    }));
    const outcomes = await updateRecords(access, 'contacts', named(['1', '2']), holds);
    expect(Object.fromEntries(outcomes)).toEqual({
      1: { kind: 'overtaken', reason: 'merged into 900', gone: true },
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

  /** HubSpot as it answers updates with `status` and nobody's name, and reads with what it holds. */
  const silent = (status: number, held: Readonly<Record<string, Record<string, string>>>, read = 200) =>
    handmadeHubSpot((request) => {
      if (request.path.endsWith('/update')) return { status, body: { results: [], errors: [] } };
      const ids = request.method === 'POST' ? idsOf(request) : [];
      if (read !== 200) return { status: read, body: {} };
      const gone = ids.filter((id) => held[id] === undefined);
      return {
        status: 207,
        body: {
          results: ids.flatMap((id) => (held[id] === undefined ? [] : [record(id, { properties: held[id] })])),
          errors: gone.length > 0 ? [{ category: 'OBJECT_NOT_FOUND', context: { ids: gone } }] : [],
        },
      };
    });

  test.each([200, 207])('an answer (%d) that names nobody is no answer: the records are read back', async (status) => {
    const { access, requests } = await silent(status, { 1: { firstname: 'Aino' }, 2: { firstname: 'Liisa' } });
    const fates = await updateRecords(access, 'contacts', named(['1', '2', '3']), holds);
    expect(Object.fromEntries(fates)).toEqual({
      1: written,
      2: refused('HubSpot answered without writing it'),
      3: { kind: 'overtaken', reason: 'no longer there: merged, archived or deleted', gone: true },
    });
    expect(requests.map(({ path }) => path.split('/').at(-1))).toEqual(['update', 'read']);
  });

  test('what cannot be read back after an answer that names nobody is unsure', async () => {
    const { access } = await silent(200, {}, 400);
    const fates = await updateRecords(access, 'contacts', named(['1', '2']), holds);
    expect([...fates.values()].map(({ kind }) => kind)).toEqual(['unsure', 'unsure']);
  });

  test('an answer that gives other values than were sent is read back, and not believed', async () => {
    const { access } = await handmadeHubSpot((request) => ({
      body: {
        results: idsOf(request).map((id) => record(id, { properties: { firstname: id === '1' ? 'Aino' : 'Liisa' } })),
      },
    }));
    const fates = await updateRecords(access, 'contacts', named(['1', '2']), holds);
    expect(Object.fromEntries(fates)).toEqual({ 1: written, 2: refused('HubSpot answered without writing it') });
  });
});
