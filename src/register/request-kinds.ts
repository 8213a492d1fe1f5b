/** What a person asks for (Art. 15 to 21), in the order in which staff see it. */
export const REQUEST_KINDS = ['access', 'rectification', 'erasure', 'restriction', 'objection', 'portability'] as const;

export type RequestKind = (typeof REQUEST_KINDS)[number];
