import type { ContainerClient } from '@azure/storage-blob';
import type { QueueClient } from '@azure/storage-queue';
import { isConflict, isMissing } from './status.ts';

/** A queue or a container that a register has beside its tables. */
interface BesideTable {
  /** Its kind and its name: `queue register-slices`. */
  readonly name: string;
  /** One that is being deleted is not there any more. */
  isThere(): Promise<boolean>;
}

/** One that can be deleted. Deleting it again changes nothing. */
export interface Removable extends BesideTable {
  remove(): Promise<void>;
}

/** What a register has in storage beside its tables. */
export interface BesideTables {
  /** Its own: nobody else looks there. */
  readonly own: readonly Removable[];
  /** What the registers of all HubSpot accounts have in common, which none of them deletes. */
  readonly shared: readonly BesideTable[];
  /** Seals, which nobody deletes. */
  readonly seals: BesideTable;
}

/** A queue, by its name and whether it is there. */
export function besideQueue(queue: QueueClient): Removable {
  return {
    name: `queue ${queue.name}`,
    isThere: () => isThere(queue.getProperties()),
    remove: async () => {
      await queue.deleteIfExists();
    },
  };
}

/** A container, which is connected to when it is asked for. */
export function besideContainer(name: string, connect: () => Promise<ContainerClient>): Removable {
  return {
    name: `container ${name}`,
    isThere: async () => isThere((await connect()).getProperties()),
    remove: async () => {
      await (await connect()).deleteIfExists();
    },
  };
}

/** Whether something in storage is there, by what it answers; one that is being deleted says so with a conflict. */
export async function isThere(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (isMissing(error) || isConflict(error)) return false;
    throw error;
  }
}
