/** A text, or one for each plural form of `{count}`. Values stand in braces. */
export type Message = string | { readonly one: string; readonly other: string };

/** Texts under their keys. */
export type Table = Readonly<Record<string, Message>>;

/** A text for each code of the API. */
export type Codes<Code extends string> = Readonly<Record<Code, Message>>;

/** What the Finnish table has, the English one has to have too, and nothing else. */
export type Same<Finnish extends Table> = Readonly<Record<keyof Finnish, Message>>;
