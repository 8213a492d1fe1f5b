import { accountSchema } from './answers.ts';
import type { Access } from './records.ts';

/** The account's time zone, in which its daily quota ends at midnight. */
export async function readAccount({ transport, paths }: Access): Promise<{ portalId: number; timeZone: string }> {
  return transport.send({ method: 'GET', path: paths.accountDetails(), answer: accountSchema, effect: 'read' });
}
