const BATCH = 1000;

/** Does something to many, some at a time. */
export async function inBatches<T>(all: readonly T[], act: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let begin = 0; begin < all.length; begin += BATCH) await act(all.slice(begin, begin + BATCH));
}
