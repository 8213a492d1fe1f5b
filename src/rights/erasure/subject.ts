/** A list as subject of the audit trail. */
export function subjectOfList(id: string): string {
  return `erasure:${id}`;
}
