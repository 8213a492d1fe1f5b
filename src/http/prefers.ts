/** How much a type is wanted, and how exactly it was named. */
interface Wish {
  readonly quality: number;
  readonly exactness: number;
}

const NO_WISH: Wish = { quality: 0, exactness: 0 };

/**
 * Whether a header `Accept` (RFC 9110, 12.5.1) wants a text of this kind rather than JSON: by quality, then by how exactly it names
 * them. JSON when it wants both alike or neither: an answer in a form that was not asked for helps more than none.
 */
export function prefers(subtype: 'csv' | 'html', accept: string | null): boolean {
  const text = wishFor('text', subtype, accept ?? '');
  const json = wishFor('application', 'json', accept ?? '');
  return (
    text.quality > json.quality ||
    (text.quality === json.quality && text.quality > 0 && text.exactness > json.exactness)
  );
}

/** A media type that there is, with what is answered in it. */
export interface Offer<Form> {
  readonly type: `${string}/${string}`;
  readonly form: Form;
}

/** Of what there is all that a header `Accept` takes, the most wanted first; all of it, in the order given, without one. */
export function wantedOf<Form>(offers: readonly Offer<Form>[], accept: string | null): Form[] {
  return offers
    .map(({ type, form }) => {
      const [main = '', subtype = ''] = type.split('/');
      return { form, ...wishFor(main, subtype, accept ?? '*/*') };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality || other.exactness - one.exactness)
    .map(({ form }) => form);
}

/** What the most exact of the ranges says that fit the type. */
function wishFor(type: string, subtype: string, accept: string): Wish {
  const ranges = [`*/*`, `${type}/*`, `${type}/${subtype}`];
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
