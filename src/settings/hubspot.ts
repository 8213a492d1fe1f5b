import { z } from 'zod';
import { isHubSpotSimulated } from './callers.ts';
import { DEFAULT_API_VERSION, DEFAULT_DAILY_SHARE } from './defaults.ts';
import type { Environment } from './environment.ts';
import { isLoopback } from './loopback.ts';

/** How one HubSpot account is reached. */
export interface HubSpotSettings {
  readonly accessToken: string;
  readonly baseUrl: string;
  readonly apiVersion: string;
  readonly requestsPer10Seconds: number | undefined;
  /** Requests that a simulator on this machine allows of each limit; `undefined` with HubSpot itself. */
  readonly simulatedRate: number | undefined;
  /** Percent of the account's daily quota. */
  readonly dailyShare: number;
}

const wholeNumber = (least: number, most: number) =>
  z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(least, `must be ${least} or more`)
    .max(most, `must be ${most} or less`);

/** Settings of HubSpot that all accounts share. */
export const hubspotShape = {
  HUBSPOT_BASE_URL: z
    .string()
    .trim()
    .default('https://api.hubapi.com')
    .refine(isSafeBaseUrl, 'must be an https address (http only on this machine)'),
  HUBSPOT_API_VERSION: z
    .string()
    .trim()
    .regex(/^\d{4}-(03|09)$/, 'must be a dated version such as 2026-09')
    .default(DEFAULT_API_VERSION),
  HUBSPOT_REQUESTS_PER_10_SECONDS: wholeNumber(1, 10_000).optional(),
  HUBSPOT_SIMULATED_RATE: wholeNumber(1, 10_000).optional(),
  HUBSPOT_DAILY_SHARE: wholeNumber(1, 100).default(DEFAULT_DAILY_SHARE),
};

const valuesSchema = z.object(hubspotShape);

/** HubSpot's settings as every account has them. */
export function hubspotOf(value: z.infer<typeof valuesSchema>): Omit<HubSpotSettings, 'accessToken'> {
  return {
    baseUrl: value.HUBSPOT_BASE_URL.replace(/\/+$/, ''),
    apiVersion: value.HUBSPOT_API_VERSION,
    requestsPer10Seconds: value.HUBSPOT_REQUESTS_PER_10_SECONDS,
    simulatedRate: value.HUBSPOT_SIMULATED_RATE,
    dailyShare: value.HUBSPOT_DAILY_SHARE,
  };
}

/** What is wrong with the rate of a simulator: HubSpot itself keeps to its own. */
export function simulatedRateProblems(given: Environment): string[] {
  if (!given.HUBSPOT_SIMULATED_RATE || isHubSpotSimulated(given)) return [];
  return [
    'HUBSPOT_SIMULATED_RATE must not be set in Azure, nor unless HUBSPOT_BASE_URL is this machine: HubSpot refuses what comes faster than it allows',
  ];
}

function isSafeBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search } = new URL(text);
  if (username || password || search) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
