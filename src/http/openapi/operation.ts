import type { z } from 'zod';

/** A header of a request or an answer. */
export interface HeaderDescription {
  readonly description: string;
  /** Whether it is always there. */
  readonly required?: boolean;
  readonly example: string;
}

/** What is sent under one media type, with examples under the names that say what they show. */
export interface Content {
  readonly schema: z.ZodType;
  readonly examples: Readonly<Record<string, unknown>>;
}

/** Leads from an answer to another operation: its parameters as OpenAPI runtime expressions. */
export interface LinkDescription {
  readonly operationId: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** One answer that an operation may give. */
export interface AnswerDescription {
  readonly description: string;
  readonly headers?: Readonly<Record<string, HeaderDescription>>;
  /** By media type; none when the answer has no body. */
  readonly content?: Readonly<Record<string, Content>>;
  readonly links?: Readonly<Record<string, LinkDescription>>;
}

export type Answers = Readonly<Record<number, AnswerDescription>>;

/** What one method of an HTTP function does and answers; what the guard answers for all of them is added. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** Headers of the request, beside those by which a caller is known. */
  readonly headers?: Readonly<Record<string, HeaderDescription>>;
  /** Bodies that are taken, by what they ask for. */
  readonly requests?: Readonly<Record<string, unknown>>;
  readonly answers: Answers;
}

export const JSON_TYPE = 'application/json';
export const PROBLEM_TYPE = 'application/problem+json';

/** The content of an answer in JSON; examples have to be what the schema takes. */
export function jsonContent<Schema extends z.ZodType>(
  schema: Schema,
  examples: Readonly<Record<string, z.input<Schema>>>,
): Readonly<Record<string, Content>> {
  return { [JSON_TYPE]: { schema, examples } };
}
