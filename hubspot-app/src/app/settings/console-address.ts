/** The variable of the profile that says where the console of this account is. */
export const CONSOLE_VARIABLE = 'REKISTERI_CONSOLE_URL';

/** The address of the console; `undefined` when the profile gives none, or none that a browser may safely be sent to. */
export function consoleAddress(variables: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const value = variables?.[CONSOLE_VARIABLE];
  if (typeof value !== 'string') return undefined;
  // Not by `URL`, which the worker of an extension is not promised to have.
  return /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[^\s"'<>\\@]*)?$/i.test(value.trim())
    ? value.trim()
    : undefined;
}
