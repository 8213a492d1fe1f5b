/** What an answer tells of the account's limits; HubSpot sends these headers with some answers only. */
export interface RateHeaders {
  /** Requests that the ten-second limit allows, and how many of them are left. */
  readonly max: number | undefined;
  readonly remaining: number | undefined;
  readonly daily: { readonly limit: number; readonly remaining: number } | undefined;
}

export function rateHeaders(headers: Headers): RateHeaders {
  const limit = numberIn(headers, 'x-hubspot-ratelimit-daily');
  const left = numberIn(headers, 'x-hubspot-ratelimit-daily-remaining');
  return {
    max: numberIn(headers, 'x-hubspot-ratelimit-max'),
    remaining: numberIn(headers, 'x-hubspot-ratelimit-remaining'),
    daily: limit === undefined || left === undefined ? undefined : { limit, remaining: left },
  };
}

function numberIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
