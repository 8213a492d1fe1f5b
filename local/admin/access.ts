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
const HEADER_VALUE = /^[\x21-\x7e]+$/;

/** Reads it from options, or else from the environment. */
export function readAccess(
  options: Pick<CommonOptions, 'url' | 'key' | 'token' | 'account'>,
  environment: Readonly<Record<string, string | undefined>>,
): Access {
  const given = options.url ?? (environment.REKISTERI_URL || DEFAULT_URL);
  const key = secret('--key', options.key ?? environment.REKISTERI_KEY);
  const token = secret('--token', options.token ?? environment.REKISTERI_TOKEN);
  const url = URL.parse(given);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw usage('--url must begin with https:// or http://.');
  if (url.username || url.password || url.search || url.hash)
    throw usage('--url must be an address alone: give the key with --key.');
  if (url.protocol === 'http:' && (key || token) && !isLoopback(url.hostname))
    throw usage('--url must begin with https://: a key or token would go over the network for all to read.');
  const headers = {
    ...(key ? { 'x-functions-key': key } : {}),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
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
