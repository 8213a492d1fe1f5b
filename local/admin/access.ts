import { isLoopback } from '../../src/settings/loopback.ts';
import type { CommonOptions } from './options.ts';
import { usage } from './options.ts';

/** Where the functions are, and what lets the caller in. */
export interface Access {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The HubSpot account that is asked about, where the app has several. */
  readonly account?: string | undefined;
}

const DEFAULT_URL = 'http://localhost:7071';
const PERSON = /^[a-z0-9-]{1,40}$/;
const HEADER_VALUE = /^[\x21-\x7e]+$/;

/** Reads it from options, or else from the environment. */
export function readAccess(
  options: Pick<CommonOptions, 'url' | 'key' | 'token' | 'person' | 'account'>,
  environment: Readonly<Record<string, string | undefined>>,
): Access {
  const given = options.url ?? (environment.REKISTERI_URL || DEFAULT_URL);
  const key = secret('--key', options.key ?? environment.REKISTERI_KEY);
  // Who is named on the command line goes before whom the environment names.
  const token = secret('--token', options.token ?? (options.person ? undefined : environment.REKISTERI_TOKEN));
  const person = options.person ?? (options.token ? undefined : environment.REKISTERI_PERSON);
  if (token && person) throw usage('--person and --token name two callers: give one of them.');
  if (person && !PERSON.test(person)) throw usage('--person is one of the names that npm start prints.');
  const url = URL.parse(given);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw usage('--url must begin with https:// or http://.');
  if (url.username || url.password || url.search || url.hash)
    throw usage('--url must be an address alone: give the key with --key.');
  if (url.protocol === 'http:' && (key || token) && !isLoopback(url.hostname))
    throw usage('--url must begin with https://: a key or token would go over the network for all to read.');
  if (person && !isLoopback(url.hostname))
    throw usage('--person is for npm start on this machine: elsewhere sign in with --token.');
  const bearer = person ? `local:${person}` : token;
  const headers = {
    ...(key ? { 'x-functions-key': key } : {}),
    ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
  };
  return {
    url: url.href.replace(/\/+$/, '').replace(/\/api$/, ''),
    headers,
    account: options.account ?? (environment.REKISTERI_ACCOUNT || undefined),
  };
}

/** The value is not quoted: it must not be printed. */
function secret(option: string, value: string | undefined): string | undefined {
  if (value && !HEADER_VALUE.test(value)) throw usage(`${option} holds characters that no key or token has.`);
  return value || undefined;
}
