import { onTestFinished } from 'vitest';
import { copyTools } from '../../../src/rights/copy/copy-tools.ts';
import type { CopyFormat } from '../../../src/rights/copy/disclose.ts';
import { type CopyGiven, giveCopy } from '../../../src/rights/copy/give.ts';
import type { Prepared } from '../../../src/rights/copy/prepared/prepared.ts';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { erasureAccount } from '../../support/erasure-world.ts';
import { personRequest } from '../../support/person-request.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { NOW } from '../../support/sync-world.ts';

export const HOUR = 3_600_000;
/** An officer. */
export const OFFICER = '0f3e7c54-0000-4000-8000-000000000001';
/** Whatever there is of a person is more than this. */
const NOTHING = { engagements: 0, bytes: 0, ms: 60_000 };

/** A register with a request of Aino (101), who was identified. */
export async function startCopyWorld(
  more: Partial<PersonRequest> = {},
): Promise<{ readonly app: RegisterApp; readonly request: PersonRequest }> {
  const app = await startRegisterApp({ account: erasureAccount(), now: NOW });
  onTestFinished(() => app.close());
  const engine = app.newEngine();
  await engine.storage.prepare();
  const request = personRequest(['101'], more);
  await requestsOf(engine).create(request);
  return { app, request };
}

/** Asks for a copy; `large` as if it took longer than a call. */
export function asked(
  engine: Engine,
  { id }: PersonRequest,
  format: CopyFormat = 'json',
  { large = false }: { readonly large?: boolean } = {},
): Promise<CopyGiven> {
  return giveCopy(copyTools(engine), id, [format], OFFICER, ...(large ? [NOTHING] : []));
}

/** Has a copy prepared, and works until it is. */
export async function prepared(
  app: RegisterApp,
  request: PersonRequest,
  format: 'json' | 'html' = 'json',
  engine: Engine = app.newEngine(),
): Promise<Prepared> {
  const given = await asked(engine, request, format, { large: true });
  if (given.kind !== 'prepared') throw new Error(`not prepared: ${given.kind}`);
  await app.finish(engine, given.prepared.copyId);
  return given.prepared;
}

/** The blobs that are there, by their names. */
export async function blobsOf(app: RegisterApp): Promise<Map<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  const container = app.container('copies');
  if (!(await container.exists())) return blobs;
  for await (const { name } of container.listBlobsFlat())
    blobs.set(name, await container.getBlobClient(name).downloadToBuffer());
  return blobs;
}
