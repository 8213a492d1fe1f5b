/** Cuts what comes one after the other into groups of at most `size`, of those that are wanted. */
export async function* groupsOf<Item>(
  items: AsyncIterable<Item>,
  size: number,
  isWanted: (item: Item) => boolean,
): AsyncGenerator<Item[]> {
  let group: Item[] = [];
  for await (const item of items) {
    if (!isWanted(item)) continue;
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
