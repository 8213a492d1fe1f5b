import type { ApiProblem } from './problem.ts';

/**
 * Says what is wrong with a field: what the form itself found, else `own` where the API named the field or one of what is listed in it (`emails.0`);
 * `undefined` when nothing is.
 */
export function fieldProblem(
  problem: ApiProblem | undefined,
  found: Readonly<Record<string, string>> = {},
): (path: string, own: string) => string | undefined {
  return (path, own) => {
    if (found[path] !== undefined) return found[path];
    const isNamed = problem?.errors.some((error) => error.path.replace(/\.\d+$/, '') === path || error.path === path);
    return isNamed ? own : undefined;
  };
}
