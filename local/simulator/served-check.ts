import process from 'node:process';
import { type CheckedRequest, openApiChecker, type Violation } from './openapi.ts';

/** Where `npm run check:api` says the documents are. */
export const OPENAPI_DIR_VARIABLE = 'HUBSPOT_OPENAPI_DIR';

/** Thrown when a served conversation broke HubSpot's documents, or the simulator itself failed. */
export class ServedWrongError extends Error {
  readonly code = 'SERVED_WRONG';
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[], crashes: readonly unknown[]) {
    const lines = violations.map(({ side, method, path, message }) => `${side} ${method} ${path}: ${message}`);
    super([...crashes.map(String), ...new Set(lines)].join('\n'), { cause: crashes[0] });
    this.name = 'ServedWrongError';
    this.violations = violations;
  }
}

/** Looks at every request and answer, when the environment names the documents; else does nothing. */
export interface ServedCheck {
  readonly violations: Violation[];
  request(request: CheckedRequest): void;
  response(request: CheckedRequest, status: number, body: unknown): void;
}

/** The check the environment asks for. `answersOnly` is for tests that send wrong requests on purpose. */
export async function servedCheck(answersOnly: boolean): Promise<ServedCheck> {
  const folder = process.env[OPENAPI_DIR_VARIABLE];
  const violations: Violation[] = [];
  if (folder === undefined || folder === '') return { violations, request: () => {}, response: () => {} };
  const checker = await openApiChecker(folder);
  return {
    violations,
    request(request) {
      if (!answersOnly) violations.push(...checker.checkRequest(request));
    },
    response(request, status, body) {
      violations.push(...checker.checkResponse(request, status, body));
    },
  };
}
