import type { HttpResponseInit } from '@azure/functions';
import { problem } from '../answers.ts';
import { type ConsoleFile, type ConsoleFiles, type FileForm, PAGE } from './files.ts';

/** What the page may load and do: its own files, and calls of the API it came from. Nothing becomes code but those files. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  vary: 'accept-encoding',
} as const;

/** Files whose names change with what is in them are kept for a year; the page is asked for anew each time. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/** Names of pages, as the console has them: `requests`, `requests/20261123T074500000Z-7a8b9c0d`. */
const PAGE_PATH = /^(?:[a-z-]+(?:\/[\w-]+)?)?$/i;
const ASSETS = 'assets/';

/** Of a request what matters. */
interface Asked {
  /** The path below the console, without a slash at either end. */
  readonly path: string;
  readonly acceptEncoding: string | null;
  readonly ifNoneMatch: string | null;
  /** Whether the caller shows pages to somebody: a browser that goes there. */
  readonly takesPage: boolean;
}

/**
 * The answer to a request for the console: a file of it, the page where the path is one of a page, else 404. Whoever followed a link to
 * what is no page gets the page with it, which says so in its own words.
 */
export function consoleAnswer(files: ConsoleFiles, asked: Asked): HttpResponseInit {
  const { path, acceptEncoding, ifNoneMatch } = asked;
  const isAsset = path.startsWith(ASSETS);
  const file = files.get(path) ?? (!isAsset && PAGE_PATH.test(path) ? files.get(PAGE) : undefined);
  const page = isAsset || !asked.takesPage ? undefined : files.get(PAGE);
  const shown = file ?? page;
  if (shown === undefined) return problem(404, 'No such page', 'The console is at /api/console.');
  const form = formFor(shown, acceptEncoding);
  const headers = { ...HEADERS, etag: form.etag, 'cache-control': isAsset ? FOR_EVER : ASK_AGAIN };
  if (file !== undefined && holds(ifNoneMatch, form.etag)) return { status: 304, headers };
  const encoded = form.encoding === undefined ? {} : { 'content-encoding': form.encoding };
  const status = file === undefined ? 404 : 200;
  return { status, headers: { ...headers, 'content-type': shown.type, ...encoded }, body: form.bytes };
}

/** The smallest form that the caller takes. */
function formFor({ forms }: ConsoleFile, acceptEncoding: string | null): FileForm {
  const taken = encodingsIn(acceptEncoding);
  const found = forms.find(({ encoding }) => encoding === undefined || taken.has(encoding));
  if (found === undefined) throw new RangeError('Every file has the form that it is.');
  return found;
}

/** `br;q=0.9, gzip;q=0`: those that are not refused by a quality of 0 (RFC 9110, 12.5.3). */
function encodingsIn(header: string | null): ReadonlySet<string> {
  const given = (header ?? '').toLowerCase().split(',');
  const wanted = given.filter((one) => !/;\s*q=0(?:\.0{0,3})?\s*$/.test(one));
  return new Set(wanted.map((one) => one.split(';')[0]?.trim() ?? ''));
}

/** Compares as RFC 9110, 13.1.2 has it: what stands before it (`W/`) does not matter. */
function holds(ifNoneMatch: string | null, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
