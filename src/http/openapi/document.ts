import { z } from 'zod';
import { VERSION } from '../../app-folder.ts';
import type { AccessRule } from '../access-rule.ts';
import type { AccountUse } from '../account-query.ts';
import { METHODS, METHODS_WITH_BODY, type Method } from '../methods.ts';
import { accountParameters, withAccount } from './accounts.ts';
import { answerObjects, contentObject, merged } from './answer-objects.ts';
import { guardAnswers } from './guard-answers.ts';
import { JSON_TYPE, type Operation } from './operation.ts';
import { headerParameters, pathParameters, queryParameters } from './parameters.ts';
import { SchemaBook } from './schemas.ts';
import { type KnownBy, securityOf, securitySchemes } from './security.ts';

/** An HTTP function as far as the document describes it. */
export interface Described extends AccessRule {
  readonly route: string;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
  readonly operations: Readonly<Partial<Record<Method, Operation>>>;
  /** Whether it answers to callers without a role. */
  readonly openWithoutRole: boolean;
  /** Whether it asks nobody who they are: then nothing guards it. */
  readonly isPublic?: boolean | undefined;
  /** How it uses `account`, where there are several; unless said, it needs one. */
  readonly account?: AccountUse | undefined;
}

const ABOUT = `Register add-on for HubSpot: starts runs and follows them, shows the audit trail, and tells how the register is.

To drive a run: \`resync\` answers 202 with a \`runId\`; ask \`getRun\` for it again after \`Retry-After\` seconds, as long as
its answer has that header. When it has none the run has ended, and \`status\` tells how: \`succeeded\`, \`failed\` or
\`cancelled\`. Answers may gain fields at any time; what is there stays. Problems are described by RFC 9457. No cache
may keep an answer, but the files of the console.`;

/** The OpenAPI 3.1 document of the HTTP functions, from the schemas by which they read and the descriptions they answer by. */
export function documentOf(
  functions: readonly Described[],
  knownBy: KnownBy,
  /** Names of the HubSpot accounts, where there are several. */
  accounts: readonly string[] = [],
) {
  const book = new SchemaBook();
  const sorted = functions.toSorted((a, b) => (a.route < b.route ? -1 : 1));
  const paths = Object.fromEntries(
    sorted.map((one) => [`/api/${one.route.replace('{*', '{')}`, pathItem(one, { knownBy, accounts }, book)]),
  );
  return {
    openapi: '3.1.0',
    info: { title: 'Rekisteri', version: VERSION, description: ABOUT, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'Where this document came from.' }],
    paths,
    components: { schemas: book.named(), securitySchemes: securitySchemes(knownBy) },
  };
}

/** How the app is set up, as far as callers have to know. */
interface SetUp {
  readonly knownBy: KnownBy;
  readonly accounts: readonly string[];
}

function pathItem(described: Described, setUp: SetUp, book: SchemaBook) {
  const made = METHODS.flatMap((method) => {
    const operation = described.operations[method];
    if (operation === undefined) return [];
    return [[method.toLowerCase(), operationObject(method, operation, described, setUp, book)] as const];
  });
  return Object.fromEntries(made);
}

function operationObject(
  method: Method,
  { operationId, summary, description, headers = {}, requests = {}, answers }: Operation,
  described: Described,
  { knownBy, accounts }: SetUp,
  book: SchemaBook,
) {
  const { route, query, body, openWithoutRole, isPublic = false, account = 'needed' } = described;
  const takesBody = METHODS_WITH_BODY.includes(method) && !(body instanceof z.ZodUndefined);
  const guards = isPublic ? {} : guardAnswers(method, described, { knownBy, openWithoutRole, takesBody });
  return {
    operationId,
    summary,
    description,
    parameters: [
      ...pathParameters(route),
      ...queryParameters(query, book),
      ...accountParameters(account, accounts),
      ...headerParameters(headers),
    ],
    ...(takesBody ? { requestBody: bodyObject(body, requests, book) } : {}),
    responses: answerObjects(withAccount(merged(answers, guards), accounts), book),
    security: isPublic ? [] : securityOf(method, described, knownBy, openWithoutRole),
  };
}

function bodyObject(schema: z.ZodType, examples: Readonly<Record<string, unknown>>, book: SchemaBook) {
  // A function of several methods takes nothing where it has no body; one that shows what it takes needs it.
  const required = Object.keys(examples).length > 0;
  return { required, content: contentObject({ [JSON_TYPE]: { schema, examples } }, book) };
}
