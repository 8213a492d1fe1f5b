import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { FunctionMetadata, Handler, ProgrammingModel } from './core-api.ts';
import { collectRegistrations, installCoreModule } from './core-module.ts';
import { FunctionsHostError } from './errors.ts';
import { Hooks } from './hooks.ts';
import { type WorkerServer, workerServerOf } from './worker-server.ts';

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly handler: Handler;
}

/** A loaded app: what it registered, and the library's conversions to run it with. */
export interface LoadedApp {
  readonly functions: readonly RegisteredFunction[];
  readonly hooks: Hooks;
  readonly model: ProgrammingModel;
  /** Where HTTP requests go; `undefined` when the app takes them as messages, whole. */
  readonly worker: WorkerServer | undefined;
}

const packageSchema = z.object({ main: z.string().min(1) });

// ES modules are evaluated once per URL; a later host in this process needs a URL of its own to see registrations.
let loads = 0;

/**
 * Imports every file that `main` (a file or glob relative to `root`; by default that of package.json) names and
 * collects what they register.
 * @throws FunctionsHostError `bad_package_json`, `no_entry_points`, `no_functions` or `duplicate_function`; and whatever
 * the app itself throws while loading.
 */
export async function loadApp(
  root: string,
  options: { readonly main: string | undefined; readonly log: (line: string) => void },
): Promise<LoadedApp> {
  const main = options.main ?? (await mainOf(root));
  const files = await filesOf(root, main);
  if (files.length === 0) throw new FunctionsHostError('no_entry_points', `No file matches "main": ${main}`);

  const functions = new Map<string, RegisteredFunction>();
  const hooks = new Hooks();
  const collector = {
    registerFunction: (metadata: FunctionMetadata, handler: Handler) => {
      const { name } = metadata;
      if (functions.has(name)) {
        throw new FunctionsHostError('duplicate_function', `Function ${name} is registered twice.`);
      }
      functions.set(name, { metadata, handler });
    },
    registerHook: hooks.add.bind(hooks),
    log: (level: string, message: string) => {
      if (level !== 'debug' && level !== 'trace') options.log(message);
    },
  };

  installCoreModule();
  loads += 1;
  const suffix = loads === 1 ? '' : `?load=${loads}`;
  const model = await collectRegistrations(collector, async () => {
    for (const file of files) await import(/* @vite-ignore */ pathToFileURL(join(root, file)).href + suffix);
  });
  if (model === undefined || functions.size === 0) {
    throw new FunctionsHostError('no_functions', `No function was registered by ${files.join(', ')}`);
  }
  const worker = await workerServerOf(() => model.getCapabilities({}));
  return { functions: [...functions.values()], hooks, model, worker };
}

async function filesOf(root: string, main: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(main, { cwd: root })) files.push(file);
  return files.sort();
}

async function mainOf(root: string): Promise<string> {
  const parsed = packageSchema.safeParse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  if (!parsed.success) throw new FunctionsHostError('bad_package_json', 'package.json has no "main".');
  return parsed.data.main;
}
