/** What the cause of an event says: `state=completed done=4` are two fields. */
export function fieldsOf(cause: string): ReadonlyMap<string, string> {
  const parts = cause.split(' ').map((part) => part.split('='));
  return new Map(parts.flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[name, value]])));
}
