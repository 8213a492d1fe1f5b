/** Kinds of record that take a scope of their own to be asked about. */
export const SCOPED_KINDS = ['deals', 'tickets'] as const;

export type ScopedKind = (typeof SCOPED_KINDS)[number];
