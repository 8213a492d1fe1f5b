import { dirname, isAbsolute, resolve } from 'node:path';
import type { HttpFunctionOptions } from '@azure/functions';
import { APP_FOLDER } from './app-folder.ts';
import { CONSOLE_ROUTE, consoleFunction } from './http/console/function.ts';
import { type Endpoint, guard, NO_BODY } from './http/endpoint.ts';
import { audit } from './http/endpoints/audit.ts';
import { auditVerification } from './http/endpoints/audit-verification.ts';
import { contactNames } from './http/endpoints/contact-names.ts';
import { contacts } from './http/endpoints/contacts.ts';
import { disclosures } from './http/endpoints/disclosures.ts';
import { drift } from './http/endpoints/drift.ts';
import { erasure } from './http/endpoints/erasure.ts';
import { erasureCertificate } from './http/endpoints/erasure-certificate.ts';
import { erasureApproval, erasureRejection } from './http/endpoints/erasure-decision.ts';
import { erasures } from './http/endpoints/erasures.ts';
import { health } from './http/endpoints/health.ts';
import { notice } from './http/endpoints/notice.ts';
import { noticeFindings } from './http/endpoints/notice-findings.ts';
import { offboarding } from './http/endpoints/offboarding.ts';
import { offboardingExport } from './http/endpoints/offboarding-export.ts';
import { openApi } from './http/endpoints/openapi.ts';
import { recordOfProcessing } from './http/endpoints/record-of-processing.ts';
import { request } from './http/endpoints/request.ts';
import { requestReview } from './http/endpoints/request-review.ts';
import { requestCopy } from './http/endpoints/request-copy.ts';
import { requestPreparedCopy } from './http/endpoints/request-prepared-copy.ts';
import { requestActionEndpoints } from './http/endpoints/request-actions.ts';
import { requestLetter } from './http/endpoints/request-letter.ts';
import { requests } from './http/endpoints/requests.ts';
import { resync } from './http/endpoints/resync.ts';
import { returnAnswer } from './http/endpoints/return-answer.ts';
import { returns } from './http/endpoints/returns.ts';
import { run } from './http/endpoints/run.ts';
import { runs } from './http/endpoints/runs.ts';
import { session } from './http/endpoints/session.ts';
import { statistics } from './http/endpoints/statistics.ts';
import { documentOf } from './http/openapi/document.ts';
import { consoleOperations } from './http/operations/console.ts';
import { createRegister, type Register } from './http/register.ts';
import { NO_QUERY } from './http/request-query.ts';
import { loadPolicies } from './policy/load.ts';
import type { Policy } from './policy/schema.ts';
import { Quota } from './quota.ts';
import { loadTemplates } from './rights/letters/load-templates.ts';
import { useProxy } from './settings/proxy.ts';
import { readAppSettings } from './settings/settings.ts';
import { Registers } from './work/registers.ts';

// Before any client is made.
useProxy(process.env);

/**
 * The composition root: settings and policies are read and validated once, when the functions are loaded. A wrong one
 * stops the start with a message that names it.
 */
export const settings = readAppSettings(process.env);

const loaded = await loadPolicies(settings.registers.map(({ policyFile }) => inApp(policyFile)));

const letters = await loadTemplates(loaded.map(templatesOf));

/** The registers by HubSpot account; one of them unless REGISTER_ACCOUNTS names several. */
export const registers = new Registers(loaded.map((policy, place) => registerAt(place, policy)));

/** Every HTTP function there is but the console, which is open to everybody. */
export const endpoints = {
  audit,
  auditVerification,
  contactNames,
  contacts,
  disclosures,
  drift,
  erasure,
  erasureApproval,
  erasureCertificate,
  erasureRejection,
  erasures,
  health,
  notice,
  noticeFindings,
  offboarding,
  offboardingExport,
  openapi: openApi(document),
  recordOfProcessing,
  request,
  requestCopy,
  requestLetter,
  requestPreparedCopy,
  requestReview,
  ...requestActionEndpoints,
  requests: requests(() => registers.all),
  resync,
  returnAnswer: returnAnswer(() => registers.all),
  returns,
  run,
  runs,
  session: session(settings.callers, () => registers.all),
  statistics,
};

const gate = { callers: settings.callers, registers, quota: new Quota(registers.first.engine.systemNow) };

/** The way into the app over HTTP: every HTTP function is registered as one of these, and so checks who calls. */
export function guarded<Query, Body>(endpoint: Endpoint<Query, Body, Register>): HttpFunctionOptions {
  return guard(gate, endpoint);
}

/** The console: a page and its files, as `npm run build` made them. */
export const consolePage = consoleFunction(inApp('dist/console'));

/** The OpenAPI document of this app, as it is set up. */
function document(): unknown {
  const described = Object.values(endpoints).map(({ query, answerWithoutRole, ...endpoint }) => {
    const schema = typeof query === 'function' ? query(registers.first) : query;
    return { ...endpoint, query: schema, openWithoutRole: answerWithoutRole !== undefined };
  });
  const page = { operations: consoleOperations, route: CONSOLE_ROUTE, query: NO_QUERY, body: NO_BODY };
  const consoleDescribed = { ...page, account: 'none', openWithoutRole: true, isPublic: true } as const;
  return documentOf([...described, consoleDescribed], settings.callers, registers.names);
}

function registerAt(place: number, policy: Policy): Register {
  const [own, templates] = [settings.registers[place], letters[place]];
  if (own === undefined || templates === undefined) throw new RangeError('There are more policies than registers.');
  return createRegister(own, policy, templates);
}

/** The folder of templates of letters: the app's own, or that of the policy, relative to its file. */
function templatesOf({ requests: { letters: folder } }: Policy, place: number): string {
  if (folder === null) return inApp('policy/letters');
  return resolve(dirname(inApp(settings.registers[place]?.policyFile ?? '')), folder);
}

/** Relative paths are relative to the app, wherever the process was started. */
function inApp(file: string): string {
  return isAbsolute(file) ? file : resolve(APP_FOLDER, file);
}
