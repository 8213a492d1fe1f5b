import { SafeError } from '../safe-error.ts';

/** What came of a call to HubSpot that failed. */
export type HubSpotErrorCode =
  /** 401: the token is wrong or was revoked. */
  | 'unauthorized'
  /** 403: the token lacks a scope. */
  | 'forbidden'
  /** 403 that HubSpot did not give: a firewall or proxy on the way. */
  | 'blocked'
  /** Any other 4xx: HubSpot understood the request and refused it; nothing was done. */
  | 'rejected'
  /** 404: no such record or address. */
  | 'not_found'
  /** No usable answer after all retries: 5xx, resets, time-outs, rate limits. */
  | 'unavailable'
  /** An answer that is not JSON or not of the documented shape, after all retries. */
  | 'unexpected_answer'
  /** A write whose answer was lost: it may have happened. */
  | 'outcome_unknown'
  /** It rests on what was read too long ago by the time it could be sent, and was not sent. */
  | 'too_late'
  /** The daily quota is used up, or HubSpot asks to come back much later. */
  | 'resume_later';

interface Details {
  readonly endpoint: string;
  readonly status?: number | undefined;
  readonly category?: string | undefined;
  readonly resumeAfterMs?: number | undefined;
  readonly properties?: readonly string[];
  readonly mostInputs?: number | undefined;
  readonly holder?: string | undefined;
  readonly missing?: readonly string[];
  readonly cause?: unknown;
}

/** A call to HubSpot that failed. The message says what to do and holds no personal data, token or free text. */
export class HubSpotError extends SafeError<HubSpotErrorCode> {
  override readonly name = 'HubSpotError';
  readonly endpoint: string;
  readonly status: number | undefined;
  readonly category: string | undefined;
  /** For `resume_later`: milliseconds after which it makes sense to go on; `undefined` until the next day. */
  readonly resumeAfterMs: number | undefined;
  /** Properties of the request that HubSpot refuses. */
  readonly properties: readonly string[];
  /** How many inputs or results HubSpot says that it takes in one request. */
  readonly mostInputs: number | undefined;
  /** The record that has the value already which may be there once. */
  readonly holder: string | undefined;
  /** Names of properties that a rule of the account asks for besides (`MISSING_CONDITIONAL_REQUIRED_PROPERTY`). */
  readonly missing: readonly string[];

  constructor(code: HubSpotErrorCode, message: string, details: Details) {
    super(code, message, { cause: details.cause });
    this.endpoint = details.endpoint;
    this.status = details.status;
    this.category = details.category;
    this.resumeAfterMs = details.resumeAfterMs;
    this.properties = details.properties ?? [];
    this.mostInputs = details.mostInputs;
    this.holder = details.holder;
    this.missing = details.missing ?? [];
  }

  /** What HubSpot calls the failure, a code for each thing that is wrong. */
  get codes(): readonly string[] {
    return this.category?.split(':') ?? [];
  }

  /** A short reason for reports: what failed, without where. */
  get reason(): string {
    const properties = this.properties.length > 0 ? `for ${this.properties.join(', ')}` : undefined;
    return [this.code, this.status, this.category, properties].filter((part) => part !== undefined).join(' ');
  }
}

/** Whether the failure may be due to particular inputs, so that asking for fewer at a time can get at the others. */
export function concernsInputs(error: unknown): error is HubSpotError {
  return (
    error instanceof HubSpotError &&
    error.status !== 429 &&
    ['rejected', 'not_found', 'unavailable', 'unexpected_answer'].includes(error.code)
  );
}
