/** Kinds of HubSpot records that the register decides about, as HubSpot's addresses name them. */
export const RECORD_KINDS = ['contacts', 'companies'] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

/** One record of HubSpot. */
export interface RecordRef {
  readonly kind: RecordKind;
  readonly id: string;
}

/** One record of each kind, as the audit trail names it. */
const SINGULAR = { contacts: 'contact', companies: 'company' } as const;

/** The record as subject of the audit trail: `contact:101` or `company:201`. */
export function subjectOf({ kind, id }: RecordRef): string {
  return `${SINGULAR[kind]}:${id}`;
}

/** The record that a subject names; `undefined` when it is something else, such as a run. */
export function recordOf(subject: string): RecordRef | undefined {
  const [name, id] = subject.split(':');
  const kind = RECORD_KINDS.find((one) => SINGULAR[one] === name);
  return kind === undefined || id === undefined || id === '' ? undefined : { kind, id };
}
