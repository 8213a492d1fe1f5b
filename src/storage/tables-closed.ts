import { SafeError } from '../safe-error.ts';

type TablesClosedCode = 'tables_newer' | 'tables_restoring';

/** This program may not use the tables, and reads and writes nothing there. */
export class TablesClosedError extends SafeError<TablesClosedCode> {
  override readonly name = 'TablesClosedError';
  override readonly isFinal = true;
  readonly why: string;
  readonly action: string;

  constructor(code: TablesClosedCode, why: string, action: string) {
    super(code, `${why}: ${action}`);
    this.why = why;
    this.action = action;
  }
}

/** Another program has changed them since; `app` is the version that it says it has. */
export function newerTables(found: number, known: number, app: string): TablesClosedError {
  const by = /^\d+\.\d+\.\d+$/.test(app) ? `version ${app} of the program` : 'a newer program';
  const why = `The tables are of version ${found}, made by ${by}; this one knows ${known} at most and leaves them alone`;
  return new TablesClosedError('tables_newer', why, 'deploy that version again, or restore a backup from before it.');
}

/** A backup is being put back, or was not put back to the end. */
export function restoredTables(): TablesClosedError {
  const action = 'wait until npm run restore has ended; if it was cut short or has found faults, run it again.';
  return new TablesClosedError('tables_restoring', 'A backup is being restored into the tables', action);
}
