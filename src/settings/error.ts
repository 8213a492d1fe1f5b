import { SafeError } from '../safe-error.ts';

/** Settings are missing or wrong; the message names each and says what to do, and prints no value. */
export class SettingsError extends SafeError<'invalid_settings'> {
  override readonly name = 'SettingsError';

  constructor(problems: readonly string[]) {
    super(
      'invalid_settings',
      ['Settings are missing or wrong; mend these and start again:', ...problems.map((p) => `  - ${p}`)].join('\n'),
    );
  }
}
