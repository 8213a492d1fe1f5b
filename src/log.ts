/** Fields of a log line: ids, codes and numbers; never a name, an address, a token or free text from HubSpot. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where log lines go; the functions pass the invocation's own logger. */
export type Log = (level: 'info' | 'warn' | 'error', line: string) => void;

/** One line of JSON. */
export function logLine(event: string, fields: LogFields): string {
  return JSON.stringify({ event, ...fields });
}
