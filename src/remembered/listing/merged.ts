/** Values of several sources, each of which gives its own in an order, in that order. Read no further than is asked for. */
export async function* merged<Value>(
  sources: readonly AsyncGenerator<Value>[],
  compare: (one: Value, other: Value) => number,
): AsyncGenerator<Value> {
  try {
    const heads = await Promise.all(sources.map((source) => source.next()));
    for (;;) {
      let first: { readonly place: number; readonly value: Value } | undefined;
      for (const [place, head] of heads.entries()) {
        if (head.done !== true && (first === undefined || compare(head.value, first.value) < 0))
          first = { place, value: head.value };
      }
      if (first === undefined) return;
      yield first.value;
      const source = sources[first.place];
      if (source !== undefined) heads[first.place] = await source.next();
    }
  } finally {
    await Promise.all(sources.map((source) => source.return(undefined)));
  }
}
