import { accountSchema } from './answers.ts';
import type { Access } from './records.ts';

/** An account, as far as it matters. */
interface Account {
  readonly portalId: number;
  /** In which its daily quota ends at midnight. */
  readonly timeZone: string;
  /** HubSpot's word for where the data lies, such as `eu1`. */
  readonly hostingLocation: string | undefined;
}

/** The account's own details; one request. */
export async function readAccount({ transport, paths }: Access): Promise<Account> {
  const request = { method: 'GET', path: paths.accountDetails(), answer: accountSchema, effect: 'read' } as const;
  const { portalId, timeZone, dataHostingLocation } = await transport.send(request);
  return { portalId, timeZone, hostingLocation: dataHostingLocation };
}
