import type { ContainerClient } from '@azure/storage-blob';
import type { QueueClient } from '@azure/storage-queue';
import { isConflict, isMissing } from './status.ts';

/** A queue or a container, as whoever takes leave of it sees it. */
export interface Thing {
  /** Its kind and its name: `queue register-slices`. */
  readonly name: string;
  /** One that is being deleted is not there any more. */
  isThere(): Promise<boolean>;
  remove(): Promise<void>;
}

/** What a register has in storage beside its tables. */
export interface BesideTables {
  /** Its own: nobody else looks there. */
  readonly own: readonly Thing[];
  /** What the registers of all HubSpot accounts have in common. */
  readonly shared: readonly Thing[];
  /** Seals, which nobody deletes. */
  readonly seals: Thing;
}

export function queueThing(queue: QueueClient): Thing {
  return {
    name: `queue ${queue.name}`,
    isThere: () => isThere(queue.getProperties()),
    remove: async () => {
      await queue.deleteIfExists();
    },
  };
}

export function containerThing(name: string, connect: () => Promise<ContainerClient>): Thing {
  return {
    name: `container ${name}`,
    isThere: async () => isThere((await connect()).getProperties()),
    remove: async () => {
      await (await connect()).deleteIfExists();
    },
  };
}

async function isThere(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (isMissing(error) || isConflict(error)) return false;
    throw error;
  }
}
