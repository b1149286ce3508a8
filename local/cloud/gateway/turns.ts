/** How many of many equal things are done before others have their turn: a few milliseconds' worth of the heaviest. */
const AT_ONCE = 500;

/** A turn of the event loop for everything else that waits. */
export const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Does something for all items, some in each turn of the event loop, in order. */
export async function inTurns<T, R>(items: readonly T[], task: (some: readonly T[]) => R): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    if (at > 0) await othersTurn();
    results.push(task(items.slice(at, at + AT_ONCE)));
  }
  return results;
}

/** `JSON.stringify`, of a long list in turns. */
export async function toJson(value: unknown): Promise<string> {
  if (!Array.isArray(value) || value.length <= AT_ONCE) return JSON.stringify(value);
  const parts = await inTurns(value, (some) => JSON.stringify(some).slice(1, -1));
  return `[${parts.join(',')}]`;
}
