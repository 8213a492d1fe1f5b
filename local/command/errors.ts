import { SafeError } from '../../src/safe-error.ts';

type CommandErrorCode = 'usage' | 'unreadable';

/** A command cannot do what it was asked; the message says why and what to do. */
export class CommandError extends SafeError<CommandErrorCode> {
  override readonly name = 'CommandError';
}
