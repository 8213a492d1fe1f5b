import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { TOKEN } from '../support/simulated-hubspot.ts';
import { errorOf, LIST, read, write } from '../support/transport-calls.ts';

describe('an answer of another shape', () => {
  test.each([
    [{ results: [{ id: '1' }, { id: 2 }] }, 'results.1.id'],
    [{ results: 'none' }, 'results'],
    [{}, 'results'],
    [[], 'its top'],
    [null, 'its top'],
  ])('%j names path and endpoint', async (body, path) => {
    const { access, requests } = await handmadeHubSpot(() => ({ body: JSON.stringify(body) }));
    const error = await errorOf(read(access));
    expect(error).toMatchObject({ code: 'unexpected_answer', endpoint: LIST, status: 200 });
    expect(error.message).toContain(`The answer to ${LIST} differs from the documented shape at ${path} (`);
    expect(requests).toHaveLength(6);
  });

  test('more than is documented is no other shape', async () => {
    const { access } = await handmadeHubSpot(() => ({ body: { results: [{ id: '1', newToo: 1 }], warnings: [] } }));
    expect((await read(access)).results).toHaveLength(1);
  });

  test('a 207 is a success', async () => {
    const { access } = await handmadeHubSpot(() => ({ status: 207, body: { results: [] } }));
    expect(await read(access)).toEqual({ results: [] });
  });
});

describe('no error holds token or free text', () => {
  const text = 'Contact aino.virtanen@example.fi already exists';
  const body = { message: text, category: text, errors: [{ message: text, code: text, context: { email: [text] } }] };

  test.each([200, 400, 401, 403, 404, 409, 423, 429, 477, 500])('after %i', async (status) => {
    const { access } = await handmadeHubSpot(() => ({ status, body }));
    for (const error of [await errorOf(read(access)), await errorOf(write(access))]) {
      const all = `${inspect(error, { depth: 20 })} ${error.reason}`;
      expect(all).toContain('2026-09');
      expect(all).not.toContain('aino');
      expect(all).not.toContain(TOKEN);
    }
  });

  test('after a reset', async () => {
    const { access } = await handmadeHubSpot(() => 'reset');
    expect(inspect(await errorOf(read(access)), { depth: 20 })).not.toContain(TOKEN);
  });
});
