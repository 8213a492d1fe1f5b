/** How much a type is wanted, and how exactly it was named. */
interface Wish {
  readonly quality: number;
  readonly exactness: number;
}

const NO_WISH: Wish = { quality: 0, exactness: 0 };

/**
 * Which of these media types a header `Accept` (RFC 9110, 12.5.1) wants: by quality, then by how exactly it names them. The
 * first, which is the one that programs get, when it wants them alike or none of them: an answer in a form that was not asked for
 * helps more than none.
 */
export function preferred<Type extends string>(accept: string | null, types: readonly [Type, ...Type[]]): Type {
  const [first, ...others] = types;
  const best = others.reduce<{ type: Type; wish: Wish }>(
    (found, type) => {
      const wish = wishFor(type, accept ?? '');
      return isMore(wish, found.wish) ? { type, wish } : found;
    },
    { type: first, wish: wishFor(first, accept ?? '') },
  );
  return best.type;
}

/** Whether it wants a text of this kind rather than JSON. */
export function prefers(subtype: 'csv' | 'html', accept: string | null): boolean {
  return preferred(accept, ['application/json', `text/${subtype}`]) !== 'application/json';
}

function isMore(wish: Wish, than: Wish): boolean {
  if (wish.quality !== than.quality) return wish.quality > than.quality;
  return wish.quality > 0 && wish.exactness > than.exactness;
}

/** A media type that there is, with what is answered in it. */
export interface Offer<Form> {
  readonly type: string;
  readonly form: Form;
}

/** Of what there is all that a header `Accept` takes, the most wanted first; all of it, in the order given, without one. */
export function wantedOf<Form>(offers: readonly Offer<Form>[], accept: string | null): Form[] {
  return offers
    .map(({ type, form }) => ({ form, ...wishFor(type, accept ?? '*/*') }))
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality || other.exactness - one.exactness)
    .map(({ form }) => form);
}

/** What the most exact of the ranges says that fit the type. */
function wishFor(type: string, accept: string): Wish {
  const ranges = [`*/*`, `${type.split('/')[0]}/*`, type];
  return accept
    .split(',')
    .map((range): Wish => {
      const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      return { quality: qualityOf(parameters), exactness: ranges.indexOf(name) + 1 };
    })
    .reduce((best, wish) => (wish.exactness > best.exactness ? wish : best), NO_WISH);
}

function qualityOf(parameters: readonly string[]): number {
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0;
}
