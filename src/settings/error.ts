/** Settings are missing or wrong; the message names each and says what to do, and prints no value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'invalid_settings';

  constructor(problems: readonly string[]) {
    super(
      ['Settings are missing or wrong; mend these and start again:', ...problems.map((p) => `  - ${p}`)].join('\n'),
    );
  }
}
