import { contactsToErase } from './duties.ts';
import { type RequestStorage, requestsOf } from './requests-of.ts';

/** The contacts whose erasure a request was granted for and that are still there; none of any other request, or of none. */
export async function erasableBy(engine: RequestStorage, requestId: string): Promise<string[]> {
  const request = (await requestsOf(engine).find(requestId))?.request;
  const isGranted = request?.state === 'awaiting_approval' || request?.state === 'executing';
  return request !== undefined && isGranted ? contactsToErase(request) : [];
}
