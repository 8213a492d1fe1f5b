import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from './http-server.ts';

/** What stands before the functions, as App Service Authentication does in Azure. */
export interface Front {
  /** Answers what is its own to answer, and tells whether it did. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  /** Headers that the functions get otherwise than they were sent, by their lower-case names; `undefined` takes one away. */
  headersOf(request: IncomingMessage): ChangedHeaders;
}

export type ChangedHeaders = Readonly<Record<string, string | undefined>>;

/** Lets `front` answer first. */
export function withFront(serve: RequestHandler, front: Front | undefined): RequestHandler {
  if (front === undefined) return serve;
  return async (request, response, url) => {
    if (!(await front.answer(request, response, url))) await serve(request, response, url);
  };
}
