import { PdfError } from './pdf/errors.ts';
import { askForCopy, preparedNow } from './prepared/ask.ts';
import type { Prepared } from './prepared/prepared.ts';
import { type CopyFormat, disclose, noCopy } from './disclose.ts';
import { type CallLimits, type MadeCopy, madeNow } from './make-now.ts';
import { whyNoCopy } from './refusal.ts';
import type { CopyTools } from './tools.ts';
import type { RequestRefusal } from '../requests/acting.ts';
import { refuseRequest } from '../requests/actions/record.ts';
import type { PersonRequest } from '../requests/request.ts';
import { requestsOf } from '../requests/requests-of.ts';

/** What comes of asking for a copy. */
export type CopyGiven =
  | { readonly kind: 'copy'; readonly format: CopyFormat; readonly made: MadeCopy }
  /** It takes longer than a call: a run prepares it, or has. */
  | { readonly kind: 'prepared'; readonly prepared: Prepared }
  /** There is none in this form. */
  | { readonly kind: 'not_in_form'; readonly why: string }
  | RequestRefusal;

/** Measured in docs/performance.md: what is below is made and answered within half a minute, in some tens of megabytes. */
const CALL_LIMITS: CallLimits = { engagements: 500, bytes: 8 * 1_048_576, ms: 30_000 };

/**
 * Gives the copy of a request in one of the forms, the best first, that the caller takes: whole, recorded as disclosed before it
 * leaves; or has it prepared. Throws `HubSpotError` when HubSpot cannot be asked: nothing is given then.
 */
export async function giveCopy(
  tools: CopyTools,
  id: string,
  forms: readonly CopyFormat[],
  actor: string,
  limits: CallLimits = CALL_LIMITS,
): Promise<CopyGiven> {
  const { engine } = tools;
  await engine.storage.prepare();
  const request = (await requestsOf(engine).find(id))?.request;
  if (request === undefined) return refuseRequest(engine, 'copy', { kind: 'unknown_request' }, actor);
  const why = whyNoCopy(request);
  if (why !== undefined) return refuseRequest(engine, 'copy', noCopy(why), actor, id);
  const format = forms.find((form) => request.kind === 'access' || form === 'json');
  if (format === undefined) return { kind: 'not_in_form', why: onlyJson(request, forms) };
  return format === 'pdf' ? givePdf(tools, request, actor, limits) : giveText(tools, request, format, actor, limits);
}

async function giveText(
  tools: CopyTools,
  request: PersonRequest,
  format: 'json' | 'html',
  actor: string,
  limits: CallLimits,
): Promise<CopyGiven> {
  const task = { requestId: request.id, format };
  const decidedAt = request.decision?.at ?? null;
  const waiting = await preparedNow(tools.engine, task, decidedAt, actor);
  if (waiting !== undefined) return { kind: 'prepared', prepared: waiting };
  const made = await madeNow(tools.partsOf(request), tools.write[format], limits);
  if (made !== undefined) return given(tools, request, format, made, actor);
  return { kind: 'prepared', prepared: await askForCopy(tools.engine, task, decidedAt, actor) };
}

async function givePdf(
  tools: CopyTools,
  request: PersonRequest,
  actor: string,
  limits: CallLimits,
): Promise<CopyGiven> {
  try {
    const made = await madeNow(tools.partsOf(request), tools.writePdf, limits);
    if (made !== undefined) return await given(tools, request, 'pdf', made, actor);
    return { kind: 'not_in_form', why: 'It would be too long for a PDF: ask for text/html, which prints as well.' };
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    return { kind: 'not_in_form', why: error.message };
  }
}

async function given(
  { engine }: CopyTools,
  { id, decision }: PersonRequest,
  format: CopyFormat,
  made: MadeCopy,
  actor: string,
): Promise<CopyGiven> {
  const refusal = await disclose(engine, id, { ...made, format, decidedAt: decision?.at ?? null }, actor);
  if (refusal !== undefined) return refuseRequest(engine, 'copy', refusal, actor, id);
  return { kind: 'copy', format, made };
}

function onlyJson({ kind }: PersonRequest, forms: readonly CopyFormat[]): string {
  return kind === 'portability' && forms.length > 0
    ? 'What a person takes along is for machines to read (Art. 20): ask for application/json.'
    : 'There are application/json, text/html and application/pdf.';
}
