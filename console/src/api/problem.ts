import type { Problem } from '../../../src/http/schemas/problem.ts';

/** What is wrong with one field of what was sent. */
export type FieldProblem = NonNullable<Problem['errors']>[number];

/** Kinds of problem that are none of the API: no answer came, or one that is not the API's. */
type OwnType = 'console:no-answer' | 'console:not-understood';

/** Why a call of the API came to nothing. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** The status of HTTP; 0 when there was no answer. */
  readonly status: number;
  /** As RFC 9457 has it: `about:blank` where the status says it. */
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldProblem[];

  constructor({
    status,
    type,
    title,
    detail,
    errors = [],
  }: Omit<Problem, 'type'> & { type: Problem['type'] | OwnType }) {
    super(title);
    this.status = status;
    this.type = type;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
  }
}

/** Whether nobody is signed in any more: in Azure 401; on a machine of one's own the call was taken for one with a key. */
export function isSignedOut({ status, type }: ApiProblem): boolean {
  return status === 401 || type === '/problems/person-required';
}

/** The problem that an answer tells of. */
export async function problemOf(answer: Response): Promise<ApiProblem> {
  const told: unknown = await answer.json().catch(() => undefined);
  if (isProblem(told)) return new ApiProblem(told);
  return notUnderstood(answer.status);
}

/** The problem that an answer is none of the API's, or broke off. */
export function notUnderstood(status: number): ApiProblem {
  return new ApiProblem({ status, type: 'console:not-understood', title: `HTTP ${status}`, detail: '' });
}

/** The problem that no answer came. */
export function noAnswer(): ApiProblem {
  return new ApiProblem({ status: 0, type: 'console:no-answer', title: 'No answer', detail: '' });
}

function isProblem(told: unknown): told is Problem {
  return typeof told === 'object' && told !== null && 'type' in told && 'status' in told && 'detail' in told;
}
