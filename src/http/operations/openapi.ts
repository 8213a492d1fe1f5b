import { jsonContent, type Operation } from '../openapi/operation.ts';
import { documentSchema } from '../schemas/document.ts';

const GET: Operation = {
  operationId: 'getOpenApi',
  summary: 'Read this document',
  description: 'What the HTTP functions take and answer. It is shown to callers without a role too.',
  answers: {
    200: {
      description: 'This document.',
      content: jsonContent(documentSchema, {
        excerpt: { openapi: '3.1.0', info: { title: 'Rekisteri', version: '1.0.0' }, paths: {} },
      }),
    },
  },
};

/** `GET /api/openapi.json`. */
export const openApiOperations = { GET };
