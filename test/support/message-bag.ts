import { clockAt } from '../../src/clock.ts';
import type { SliceMessage } from '../../src/storage/slice-queue.ts';
import type { Engine } from '../../src/work/engine.ts';

export interface Delivery {
  readonly message: SliceMessage;
  /** When it becomes visible, on the clock of the bag. */
  readonly due: number;
  /** How often it was taken before. */
  readonly taken: number;
}

/** A queue in memory from which messages are taken in any order, with a clock that jumps to the next one that is due. */
export interface MessageBag {
  readonly waiting: Delivery[];
  /** The same engine, which sends into this bag and lives by its clock. */
  serve(engine: Engine): Engine;
  /** Takes one of the messages that are due; lets time pass when none is. `undefined` when the bag is empty. */
  take(choice?: number): Delivery | undefined;
  /** Puts a message back, as the queue does with one that was not deleted. */
  putBack(delivery: Delivery, delayMs: number): void;
}

export function messageBag(): MessageBag {
  const system = clockAt(undefined);
  const waiting: Delivery[] = [];
  let passed = 0;
  const now = () => system() + passed;
  return {
    waiting,
    serve: (engine) => {
      const send = async (message: SliceMessage, delayMs = 0) =>
        void waiting.push({ message, due: now() + Math.max(0, delayMs), taken: 0 });
      const slices = { send, create: async () => undefined };
      return { ...engine, systemNow: now, storage: { ...engine.storage, slices } };
    },
    take: (choice = 0) => {
      const earliest = Math.min(...waiting.map(({ due }) => due));
      if (waiting.length > 0) passed += Math.max(0, earliest - now());
      const due = waiting.filter((one) => one.due <= now());
      const taken = due[choice % Math.max(1, due.length)];
      if (taken !== undefined) waiting.splice(waiting.indexOf(taken), 1);
      return taken;
    },
    putBack: ({ message, taken }, delayMs) => void waiting.push({ message, due: now() + delayMs, taken: taken + 1 }),
  };
}
