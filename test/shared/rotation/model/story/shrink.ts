/**
 * Makes a list that fails as short as it gets by leaving parts of it out, and its items as plain.
 * @param fails whether a list still does; asked for far fewer than all
 */
export async function shrink<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => Promise<boolean>,
  plainer: (item: T) => readonly T[] = () => [],
): Promise<readonly T[]> {
  let shortest = items;
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let at = 0; at < shortest.length; ) {
      const rest = [...shortest.slice(0, at), ...shortest.slice(at + size)];
      if (await fails(rest)) shortest = rest;
      else at += size;
    }
  }
  for (let at = 0; at < shortest.length; at++) {
    const item = shortest[at] as T;
    for (const other of plainer(item)) {
      const rest = shortest.with(at, other);
      if (!(await fails(rest))) continue;
      shortest = rest;
      break;
    }
  }
  return shortest;
}
