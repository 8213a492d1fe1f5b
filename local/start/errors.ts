import { SafeError } from '../../src/safe-error.ts';

/** Why `npm start` ended, or never began. */
type StartErrorCode = 'usage' | 'identity_storage' | 'port_unavailable' | 'unexpected_answer';

/** `npm start` cannot go on; the message says why and what to do. */
export class StartError extends SafeError<StartErrorCode> {
  override readonly name = 'StartError';
}
