/**
 * What a letter may name, as templates write it: `{{ request.receivedOn }}`, `{% if extension %}`, `{% for item in refused %}`. One
 * list holds the names, the type of what fills them and what a template is checked against. `docs/letters.md` says what each means.
 */
export const PLACEHOLDERS = {
  register: 'text',
  controller: { name: 'text', businessId: 'text', address: 'text', email: 'text' },
  contact: { name: 'text', title: 'text', email: 'text', byPost: 'text', byEmail: 'text' },
  authority: { name: 'text', address: 'text', email: 'text', phone: 'text', url: 'text' },
  request: {
    id: 'text',
    wish: 'text',
    right: 'text',
    receivedOn: 'text',
    dueOn: 'text',
    identified: 'flag',
    waitingForIdentity: 'flag',
  },
  kind: {
    access: 'flag',
    rectification: 'flag',
    erasure: 'flag',
    restriction: 'flag',
    objection: 'flag',
    marketing: 'flag',
    portability: 'flag',
  },
  nothingHeld: 'flag',
  unidentified: 'flag',
  extension: { complexity: 'flag', number: 'flag', firstDueOn: 'text', newDueOn: 'text' },
  decidedOn: 'text',
  granted: [{ what: 'text' }],
  refused: [{ what: 'text', ground: 'text', statute: 'text', until: 'text' }],
  copies: [{ on: 'text', format: 'text' }],
  rectified: [{ what: 'text', on: 'text' }],
  left: [{ what: 'text', why: 'text' }],
  erasure: { complete: 'flag', partial: 'flag', none: 'flag', keepYears: 'text', keptFor: 'text' },
  told: [{ name: 'text', on: 'text' }],
} as const;

export type Shape = 'text' | 'flag' | { readonly [name: string]: Shape } | readonly [Shape];

/** What fills a letter. Null is nothing: `{% if … %}` is then false, and a list that would be empty is null. */
type Filled<S> = S extends 'flag'
  ? boolean
  : S extends 'text'
    ? string | null
    : S extends readonly [infer Item]
      ? readonly Filled<Item>[] | null
      : { readonly [Name in keyof S]: Filled<S[Name]> } | null;

export type LetterView = { readonly [Name in keyof typeof PLACEHOLDERS]: Filled<(typeof PLACEHOLDERS)[Name]> };

/** What a path such as `extension.newDueOn` or `refused.ground` leads to; `undefined` where there is no such placeholder. */
export function placeholderAt(path: readonly string[]): Shape | undefined {
  let shape: Shape | undefined = PLACEHOLDERS;
  for (const name of path) {
    if (shape === undefined || typeof shape === 'string') return undefined;
    const fields: { readonly [name: string]: Shape } | Shape = isList(shape) ? shape[0] : shape;
    if (typeof fields === 'string' || isList(fields)) return undefined;
    shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
  }
  return shape;
}

export function isList(shape: Shape | undefined): shape is readonly [Shape] {
  return Array.isArray(shape);
}
