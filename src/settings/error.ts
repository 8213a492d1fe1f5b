import { SafeError } from '../safe-error.ts';

/** Settings are missing or wrong; the message names each and says what to do, and prints no value. */
export class SettingsError extends SafeError<'invalid_settings'> {
  override readonly name = 'SettingsError';
  /** Each begins with the name of its setting. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      'invalid_settings',
      ['Settings are missing or wrong; mend these and start again:', ...problems.map((p) => `  - ${p}`)].join('\n'),
    );
    this.problems = problems;
  }
}
