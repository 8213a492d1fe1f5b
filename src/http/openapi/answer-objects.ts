import type { AnswerDescription, Answers, Content } from './operation.ts';
import type { SchemaBook } from './schemas.ts';

/** The answers of a function and those of the guard before it; where both may answer with one status, either is possible. */
export function merged(own: Answers, guards: Answers): Answers {
  const both = Object.entries(guards).map(([status, guard]): [string, AnswerDescription] => {
    const mine = own[Number(status)];
    if (mine === undefined) return [status, guard];
    // Nobody can rely on a header that only one of them sends.
    const optional = Object.entries(guard.headers ?? {}).map(([name, header]) => [
      name,
      { ...header, required: false },
    ]);
    const headers = { ...Object.fromEntries(optional), ...mine.headers };
    const description = `${mine.description} Or: ${guard.description}`;
    return [status, { ...mine, description, headers, content: { ...guard.content, ...mine.content } }];
  });
  return { ...own, ...Object.fromEntries(both) };
}

/** Answers as OpenAPI has them, by status. */
export function answerObjects(answers: Answers, book: SchemaBook) {
  return Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerObject(answer, book)]));
}

function answerObject({ description, headers = {}, content, links }: AnswerDescription, book: SchemaBook) {
  return {
    description,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, { required = false, ...header }]) => [
        name,
        { ...header, required, schema: { type: 'string' } },
      ]),
    ),
    ...(content === undefined ? {} : { content: contentObject(content, book) }),
    ...(links === undefined ? {} : { links }),
  };
}

/** What is sent under each media type. */
export function contentObject(content: Readonly<Record<string, Content>>, book: SchemaBook) {
  return Object.fromEntries(
    Object.entries(content).map(([type, { schema, examples }]) => [
      type,
      {
        schema: book.of(schema),
        examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
      },
    ]),
  );
}
