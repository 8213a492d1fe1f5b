import type { HookCallback, HookName } from './core-api.ts';

/** The hooks an app registered, run in the order of registration. */
export class Hooks {
  readonly #callbacks = new Map<HookName, HookCallback[]>();

  /** Adds a hook and gives the way to remove it. */
  add(name: HookName, callback: HookCallback): () => void {
    this.#callbacks.set(name, [...this.#named(name), callback]);
    return () => {
      this.#callbacks.set(
        name,
        this.#named(name).filter((other) => other !== callback),
      );
    };
  }

  /** Awaits each hook in turn; the first that throws ends it. */
  async run(name: HookName, context: object): Promise<void> {
    for (const callback of this.#named(name)) await callback(context);
  }

  /** For log hooks, which are synchronous. */
  runSync(name: HookName, context: object): void {
    for (const callback of this.#named(name)) callback(context);
  }

  #named(name: HookName): readonly HookCallback[] {
    return this.#callbacks.get(name) ?? [];
  }
}
