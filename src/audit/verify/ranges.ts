/** Whole numbers from `first` to `last`. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** The parts of `range` that are in none of `others`, in order. */
export function without(range: Range, others: readonly Range[]): Range[] {
  const parts: Range[] = [];
  let next = range.first;
  for (const { first, last } of [...others].sort((a, b) => a.first - b.first)) {
    if (last < next) continue;
    if (first > range.last) break;
    if (first > next) parts.push({ first: next, last: first - 1 });
    next = last + 1;
  }
  if (next <= range.last) parts.push({ first: next, last: range.last });
  return parts;
}

export const sizeOf = ({ first, last }: Range): number => last - first + 1;
