import http from 'node:http';
import { SafeError } from '../safe-error.ts';

type Environment = Record<string, string | undefined>;

/** A proxy is named that is none; the message names the setting and prints nothing of it, for it may hold a password. */
export class ProxyError extends SafeError<'proxy_invalid'> {
  override readonly name = 'ProxyError';
}

const PAST_IT =
  'HubSpot is called past the proxy: this version of Node uses one only when NODE_USE_ENV_PROXY=1 is set (Node 22.21 or later).';

/** As programs look for them; of each the lower-case name too. */
const PROXIES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'];

/** This machine, and where an identity of Azure gets its tokens: no proxy reaches either. */
const DIRECT = ['localhost', '127.0.0.1', '::1', '[::1]', '169.254.169.254'];

/**
 * Sends what goes to HubSpot and Azure through the proxy that the environment names (HTTPS_PROXY, HTTP_PROXY or
 * ALL_PROXY, and NO_PROXY), and nothing that stays on this machine. To be called before any client is made: Azure's SDK
 * reads the environment when the first of its clients is, Node for `fetch` once and for all. Completes `environment`, which
 * child processes inherit. Throws `ProxyError` when a proxy is no address.
 */
export function useProxy(environment: Environment): void {
  const { HTTPS_PROXY: https, HTTP_PROXY: plain, ALL_PROXY: all } = proxiesIn(environment);
  if (!https && !plain && !all) return;
  const exceptions = listOf(environment.no_proxy, environment.NO_PROXY);
  // Azure's SDK does not know the word for everything.
  if (exceptions.includes('*')) {
    forgetProxies(environment);
    return;
  }
  const direct = [...new Set([...exceptions, ...DIRECT, ...identityHosts(environment)])].join(',');
  environment.NO_PROXY = direct;
  environment.no_proxy = direct;
  const own = { https_proxy: https ?? all ?? plain, http_proxy: plain ?? all, no_proxy: direct };
  // Node 24.14 and later; some earlier ones have it only from their start.
  if ('setGlobalProxyFromEnv' in http) http.setGlobalProxyFromEnv(own);
  else if (environment.NODE_USE_ENV_PROXY !== '1') process.emitWarning(PAST_IT);
}

/** The proxies by their upper-case names, those that are set. */
function proxiesIn(environment: Environment): Readonly<Record<string, string | undefined>> {
  const found = PROXIES.map(
    (name) => [name, environment[name.toLowerCase()] || environment[name] || undefined] as const,
  );
  const wrong = found.filter(([, value]) => value !== undefined && !isAddress(value));
  if (wrong.length > 0) {
    const names = wrong.map(([name]) => name).join(' and ');
    throw new ProxyError(
      'proxy_invalid',
      `${names} is no address of a proxy: set it to one such as http://proxy:8080.`,
    );
  }
  return Object.fromEntries(found);
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** Goes without the proxies that `environment` names, as do child processes. */
export function forgetProxies(environment: Environment): void {
  for (const name of PROXIES.flatMap((upper) => [upper, upper.toLowerCase()])) delete environment[name];
}

function listOf(...texts: readonly (string | undefined)[]): string[] {
  return texts.flatMap((text) => (text ?? '').split(/[\s,]+/)).filter((entry) => entry !== '');
}

/** App Service gives every app an address of its own for tokens. */
function identityHosts({ IDENTITY_ENDPOINT: endpoint = '' }: Environment): string[] {
  return URL.canParse(endpoint) ? [new URL(endpoint).hostname] : [];
}
