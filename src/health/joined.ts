/** Calls that come while another is under way share its result: however many ask, and however long it takes, there is one. */
export function joined<T>(call: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => {
    underWay ??= call().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
