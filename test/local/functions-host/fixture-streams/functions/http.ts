import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import '../../../../../src/http/streams.ts';
import { streamBody } from '../../../../../src/http/stream-body.ts';
import { workerAnswer } from '../../../../../src/http/worker-answers.ts';
import { told } from '../told.ts';

app.http('thing', {
  methods: ['GET', 'POST'],
  authLevel: 'function',
  route: 'things/{id}',
  handler: async (request: HttpRequest): Promise<HttpResponseInit> => ({
    status: 201,
    headers: { 'X-Colour': 'blue' },
    cookies: [{ name: 'shade', value: 'dark' }],
    jsonBody: {
      url: request.url,
      id: request.params.id,
      query: request.query.getAll('q'),
      shape: request.headers.get('x-shape'),
      body: await request.text(),
    },
  }),
});

/** Sends `size` chunks of 64 KiB; breaks after `failAfter` of them. */
app.http('long', {
  methods: ['GET'],
  authLevel: 'function',
  handler: async (request, context) => {
    const [size, failAfter] = ['size', 'failAfter'].map((name) => Number(request.query.get(name) ?? '1000000'));
    const said = ['begun'];
    told.set(request.query.get('name') ?? '', said);
    async function* chunks() {
      for (let made = 0; made < (size ?? 0); made += 1) {
        if (made === failAfter) throw new TypeError('broken in the middle');
        yield new Uint8Array(65_536).fill(made % 256);
        said[0] = `made ${made + 1}`;
      }
    }
    const taken = async () => {
      said.push('taken');
    };
    const headers = { 'content-length': String((size ?? 0) * 65_536) };
    return { headers, body: streamBody(chunks(), workerAnswer(context.invocationId), taken) };
  },
});

app.http('fails', {
  methods: ['GET'],
  authLevel: 'function',
  handler: () => {
    throw new TypeError('broken on purpose');
  },
});

// A hook that clears the error of a handler leaves nothing to answer with.
app.hook.postInvocation((context) => {
  if (context.invocationContext.functionName === 'forgiven') context.error = null;
});
app.http('forgiven', {
  methods: ['GET'],
  authLevel: 'function',
  handler: () => {
    throw new TypeError('broken on purpose');
  },
});

app.http('ofBytes', {
  methods: ['POST'],
  authLevel: 'function',
  handler: async (request) => ({ body: new Uint8Array(await request.arrayBuffer()).reverse() }),
});
