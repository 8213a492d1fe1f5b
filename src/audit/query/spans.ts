import type { Range } from '../verify/ranges.ts';

/** Reading so many rows of others is cheaper than another request. */
const GAP = 32;

/**
 * Ranges, the latest first, as spans to be read at once: those near each other are one, and none is wider than `widest`.
 */
export async function* joined(ranges: AsyncIterable<Range>, widest: number): AsyncGenerator<Range> {
  let span: Range | undefined;
  for await (const range of ranges) {
    for (const { first, last } of cut(range, widest)) {
      const wider: Range | undefined = span && { first: Math.min(span.first, first), last: Math.max(span.last, last) };
      if (span !== undefined && wider !== undefined && fits(span, last, wider, widest)) {
        span = wider;
        continue;
      }
      if (span !== undefined) yield span;
      span = { first, last };
    }
  }
  if (span !== undefined) yield span;
}

function fits(span: Range, last: number, wider: Range, widest: number): boolean {
  return span.first - last <= GAP && wider.last - wider.first < widest;
}

function* cut({ first, last }: Range, widest: number): Generator<Range> {
  for (let high = last; high >= first; high -= widest) yield { first: Math.max(first, high - widest + 1), last: high };
}

/** Those of the ranges that share a place with one of `others`; both the latest first. No more is read than that needs. */
export async function* overlapping(ranges: AsyncIterator<Range>, others: AsyncIterator<Range>): AsyncGenerator<Range> {
  let [range, other] = await Promise.all([ranges.next(), others.next()]);
  while (!range.done && !other.done) {
    if (other.value.first > range.value.last) {
      other = await others.next();
      continue;
    }
    if (other.value.last >= range.value.first) yield range.value;
    range = await ranges.next();
  }
}
