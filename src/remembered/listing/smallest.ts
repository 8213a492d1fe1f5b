/** Of whatever comes the `most` that are first in an order, in it. No more than four times as many are in memory at a time. */
export async function smallest<Value>(
  values: AsyncIterable<Value>,
  compare: (one: Value, other: Value) => number,
  most: number,
): Promise<Value[]> {
  let kept: Value[] = [];
  for await (const value of values) {
    kept.push(value);
    if (kept.length >= most * 4) kept = kept.sort(compare).slice(0, most);
  }
  return kept.sort(compare).slice(0, most);
}
