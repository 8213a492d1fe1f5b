import { addressOf } from '../../src/http/account-query.ts';
import type { Paths } from '../../src/hubspot/version.ts';
import type { Decided } from '../simulator/data/staff-decisions.ts';

/** Where the functions and the simulated HubSpot of one register are. */
interface Where {
  /** Of the functions. */
  readonly url: string;
  readonly account: string | undefined;
  readonly hubspot: { readonly baseUrl: string; readonly accessToken: string };
  readonly paths: Paths;
  /** How long a list waits after it was approved. */
  readonly delayHours: number;
}

/**
 * Lines that say whom the staff of an invented company have decided on, how to have them erased, and how somebody who was
 * erased comes back: another app makes the contact anew, which HubSpot's block list does not stop.
 */
export function whomToErase(
  decided: readonly Decided[],
  { url, account, hubspot, paths, delayHours }: Where,
): string[] {
  const [first] = decided;
  if (first === undefined) return [];
  const people = decided.map(({ contactId, name }) => `${contactId} (${name})`);
  const anew = JSON.stringify({ properties: { email: first.email }, associations: [] }).replaceAll('"', String.raw`\"`);
  const headers = `-H "Authorization: Bearer ${hubspot.accessToken}" -H "Content-Type: application/json"`;
  const where = [`--url ${url}`, ...(account === undefined ? [] : [`--account ${account}`])].join(' ');
  const admin = (command: string, person: string) => `npm run --silent admin -- ${command} --person ${person} ${where}`;
  return [
    `To erase     staff have since decided on ${people.join(', ')}`,
    `             first let the register see it: curl -X POST "${addressOf(`${url}/api/resync`, account)}" -H "Content-Type: application/json" -d "{\\"scope\\":\\"changed\\"}"`,
    `             then prepare a list: ${admin('erasures prepare', 'officer1')}`,
    `             see what it proposes, and approve it as somebody else: ${admin('erasures show ID', 'officer2')}`,
    `             ${admin('erasures approve ID --list-hash HASH', 'officer2')}`,
    delayHours === 0
      ? '             it is carried out at once (--no-delay)'
      : `             a sync carries it out ${delayHours} hours later (policy erasure.delayHours); to watch it at once: npm start -- --no-delay`,
    `             the certificate: ${admin('erasures certificate ID', 'auditor')}`,
    `Erasures     ${addressOf(`${url}/api/erasures`, account)}   ${addressOf(`${url}/api/returns`, account)}`,
    `A return     once ${first.contactId} is erased: curl -X POST ${headers} -d "${anew}" "${hubspot.baseUrl}${paths.objects('contacts')}"`,
  ];
}
