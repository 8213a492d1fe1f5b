import Module from 'node:module';
import type { FunctionMetadata, Handler, HookCallback, HookName, LogLevel, ProgrammingModel } from './core-api.ts';
import { FunctionsHostError } from './errors.ts';

/** Receives what an app registers while it is being loaded. */
export interface AppCollector {
  registerFunction(metadata: FunctionMetadata, handler: Handler): void;
  /** Returns the way to take the hook away again. */
  registerHook(name: HookName, callback: HookCallback): () => void;
  log(level: LogLevel, message: string): void;
}

const CORE_MODULE = '@azure/functions-core';

// @azure/functions asks for the core module once per process and tells it about its programming model once, so both
// live as long as the process, whichever host is collecting.
let installed = false;
let model: ProgrammingModel | undefined;
let collector: AppCollector | undefined;

/** Disposes of a hook, as the worker's own class of that name does. */
class Disposable {
  readonly #dispose: () => void;

  constructor(dispose: () => void) {
    this.#dispose = dispose;
  }

  dispose(): void {
    this.#dispose();
  }
}

function collecting(what: string): AppCollector {
  if (collector === undefined) {
    throw new FunctionsHostError('late_registration', `${what} can be registered only while the app starts.`);
  }
  return collector;
}

const coreModule = {
  version: '3.14.1',
  hostVersion: '4.1052.200',
  setProgrammingModel: (programmingModel: ProgrammingModel) => {
    model = programmingModel;
  },
  registerFunction: (metadata: FunctionMetadata, handler: Handler) => {
    collecting(`Function ${metadata.name}`).registerFunction(metadata, handler);
    return new Disposable(() => undefined);
  },
  registerHook: (name: HookName, callback: HookCallback) =>
    new Disposable(collecting(`Hook ${name}`).registerHook(name, callback)),
  log: (level: LogLevel, _category: string, message: string) => collector?.log(level, message),
  Disposable,
};

/** Answers `require('@azure/functions-core')` in this process, as the Node.js worker does. Doing it twice is harmless. */
export function installCoreModule(): void {
  if (installed) return;
  installed = true;
  const original = Module.prototype.require;
  Reflect.set(Module.prototype, 'require', function requireOrCore(this: unknown, id: string): unknown {
    return id === CORE_MODULE ? coreModule : Reflect.apply(original, this, [id]);
  });
}

/**
 * Runs `load` with everything that is registered meanwhile going to `target`, and gives the programming model of
 * `@azure/functions` (undefined when the app did not use the library).
 * @throws FunctionsHostError `unsupported` when another app is being loaded in this process at the same time.
 */
export async function collectRegistrations(
  target: AppCollector,
  load: () => Promise<void>,
): Promise<ProgrammingModel | undefined> {
  if (collector !== undefined) {
    throw new FunctionsHostError('unsupported', 'Another app is being loaded in this process.');
  }
  collector = target;
  try {
    await load();
  } finally {
    collector = undefined;
  }
  return model;
}
