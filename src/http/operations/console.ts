import { z } from 'zod';
import type { HeaderDescription, Operation } from '../openapi/operation.ts';
import { problemAnswer } from '../openapi/problem-answer.ts';

const HEADERS: Readonly<Record<string, HeaderDescription>> = {
  ETag: { description: 'Changes with what is in the file.', required: true, example: '"4f0cC7Q1xWm2v0a9QbT3nA"' },
  Vary: { description: 'By which header the answer differs.', required: true, example: 'accept-encoding' },
};
const text = (example: string) => ({ schema: z.string(), examples: { file: example } });

const NONE = problemAnswer(404, 'No such page', 'The console is at /api/console.');

const GET: Operation = {
  operationId: 'getConsole',
  summary: 'Open the console',
  description:
    'The page for those who answer for the register, and the files it is made of. It is public and holds no data: what it shows it asks ' +
    'of this API, in the name of who is signed in. Every path that a page of it has gives the same page; `/api/console` is its first.',
  answers: {
    200: {
      description: 'The page, or one of its files.',
      headers: HEADERS,
      content: {
        'text/html': text('<!doctype html><html lang="fi">…</html>'),
        'text/javascript': text('export {};'),
        'text/css': text(':root{}'),
        'image/svg+xml': text('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      },
    },
    304: { description: 'The caller has it already.', headers: HEADERS },
    404: {
      ...NONE,
      description: `${NONE.description} Who takes HTML gets the page, which says so.`,
      content: { ...NONE.content, 'text/html': text('<!doctype html><html lang="fi">…</html>') },
    },
    503: problemAnswer(503, 'The console is not there', 'Build it with "npm run build", and deploy dist/console.'),
  },
};

/** `GET /api/console` and all below it. */
export const consoleOperations = { GET };
