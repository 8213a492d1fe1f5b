import { type Problem, problemSchema } from '../schemas/problem.ts';
import { type AnswerDescription, type HeaderDescription, PROBLEM_TYPE } from './operation.ts';

/** How long to wait before the request is sent again. */
export const RETRY_AFTER: HeaderDescription = {
  description: 'Seconds after which it is worth sending the request again.',
  required: true,
  example: '60',
};

/** The description of an answer that is a problem. */
export function problemAnswer(
  status: number,
  title: string,
  detail: string,
  more: { readonly errors?: Problem['errors']; readonly headers?: AnswerDescription['headers'] } = {},
): AnswerDescription {
  const { errors, headers = {} } = more;
  const problem: Problem = { type: 'about:blank', title, status, detail, ...(errors === undefined ? {} : { errors }) };
  return { ...problemsAnswer({ problem }), headers };
}

/** The description of an answer that is one of several problems, by the names that say which. */
export function problemsAnswer(examples: Readonly<Record<string, Problem>>): AnswerDescription {
  return {
    description: Object.values(examples)
      .map(({ title, detail }) => `${title}. ${detail}`)
      .join(' Or: '),
    content: { [PROBLEM_TYPE]: { schema: problemSchema, examples } },
  };
}
