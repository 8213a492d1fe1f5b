import { SafeError } from '../safe-error.ts';
import { unavailableStatus } from './status.ts';

/** Storage could not be used. What the service said of it, and where in the SDK, tells nobody more. */
class StorageUnavailableError extends SafeError<'storage_unavailable'> {
  override readonly name = 'StorageUnavailableError';

  /** `status` of HTTP, 0 when there was no answer. */
  constructor(status: number) {
    super('storage_unavailable', storageMessage(status));
    // The Functions host prints stacks.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** The same error, or one message in place of an error of the SDK that says that storage cannot be used. */
export function toldPlainly(error: unknown): unknown {
  const status = unavailableStatus(error);
  return status === undefined ? error : new StorageUnavailableError(status);
}

/** What is wrong and what to do; `status` 0 for no answer. */
export function storageMessage(status: number): string {
  const answer = status === 0 ? 'no answer' : `status ${status}`;
  return `Table or Queue Storage cannot be used (${answer}): look at the health and the metrics of the storage account, its firewall, and the key or the role that RegisterStorage relies on.`;
}
