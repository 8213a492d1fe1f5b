/** Fields of a log line: ids, codes and numbers; never a name, an address, a token or free text from HubSpot. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where log lines go; the functions pass the invocation's own logger. */
export type Log = (level: 'info' | 'warn' | 'error', line: string) => void;

/** One line of JSON. */
export function logLine(event: string, fields: LogFields): string {
  return JSON.stringify({ event, ...fields });
}

const MOST_FRAMES = 6;

/** Where an error came from, without its message: that may quote what HubSpot holds, or what a caller sent. */
export function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim())
    .join(' ');
}

/** Sends log lines to the invocation of a function to which they belong. */
export function logOf(context: Readonly<Record<'info' | 'warn' | 'error', (line: string) => void>>): Log {
  return (level, line) => context[level](line);
}
