import type { HttpFunctionOptions, HttpRequest, HttpResponseInit } from '@azure/functions';
import { framesOf, logLine, logOf } from '../../log.ts';
import { problem } from '../answers.ts';
import { consoleAnswer } from './answer.ts';
import { type ConsoleFiles, readConsole } from './files.ts';

/** The path of the console, and all below it: what follows the slash may be nothing. */
export const CONSOLE_ROUTE = 'console/{*path}';

/**
 * Serves the page and its files from memory, which `folder` is read into at the first request. It is public and holds no data, so it
 * asks for neither key nor sign-in, and looks at no header that says who calls.
 */
export function consoleFunction(folder: string): HttpFunctionOptions {
  let read: Promise<ConsoleFiles> | undefined;
  const files = () => {
    read ??= readConsole(folder);
    return read;
  };
  return {
    methods: ['GET', 'HEAD'],
    route: CONSOLE_ROUTE,
    authLevel: 'anonymous',
    handler: async (request, context): Promise<HttpResponseInit> => {
      try {
        return consoleAnswer(await files(), askedIn(request));
      } catch (error) {
        // The next request looks again.
        read = undefined;
        const [kind, frames] = error instanceof Error ? [error.name, framesOf(error)] : [typeof error, ''];
        logOf(context)('error', logLine('console_missing', { kind, frames }));
        return problem(503, 'The console is not there', 'Build it with "npm run build", and deploy dist/console.');
      }
    },
  };
}

function askedIn({ params, headers }: Pick<HttpRequest, 'params' | 'headers'>) {
  return {
    path: (params.path ?? '').replace(/^\/+|\/+$/g, ''),
    acceptEncoding: headers.get('accept-encoding'),
    ifNoneMatch: headers.get('if-none-match'),
    takesPage: headers.get('accept')?.includes('text/html') === true,
  };
}
