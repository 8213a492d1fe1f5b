import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { HttpFunctionOptions } from '@azure/functions';
import { type Endpoint, guard } from './http/endpoint.ts';
import { type Described, documentOf } from './http/openapi/document.ts';
import { Quota } from './http/quota.ts';
import { loadPolicy } from './policy/load.ts';
import { useProxy } from './settings/proxy.ts';
import { readSettings } from './settings/settings.ts';
import { createEngine } from './work/engine.ts';

// Before any client is made.
useProxy(process.env);

/**
 * The composition root: settings and policy are read and validated once, when the functions are loaded. A wrong one
 * stops the start with a message that names it.
 */
export const settings = readSettings(process.env);

export const engine = createEngine(settings, await loadPolicy(inApp(settings.policyFile)));

const gate = {
  callers: settings.callers,
  audit: engine.audit,
  prepare: () => engine.storage.prepare(),
  quota: new Quota(engine.systemNow),
};

/** All HTTP functions: complete when every one of them has been loaded, so before the first request. */
const described: Described[] = [];

/** The way into the app over HTTP: every HTTP function is registered as one of these, and so checks who calls. */
export function guarded<Query, Body>(endpoint: Endpoint<Query, Body>): HttpFunctionOptions {
  described.push({ ...endpoint, openWithoutRole: endpoint.answerWithoutRole !== undefined });
  return guard(gate, endpoint);
}

/** The OpenAPI document of this app, as it is set up. */
export function openApiDocument() {
  return documentOf(described, settings.callers.authentication);
}

/** Relative paths are relative to the app, wherever the process was started. */
function inApp(file: string): string {
  return isAbsolute(file) ? file : resolve(appFolder(import.meta.dirname), file);
}

function appFolder(folder: string): string {
  if (existsSync(join(folder, 'host.json')) || dirname(folder) === folder) return folder;
  return appFolder(dirname(folder));
}
