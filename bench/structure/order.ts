import type { Arrow } from './rooms.ts';

/** What runs at all decides: one arrow of values that runs up is worse than any number of types. */
const OF_VALUES = 1000;
const OF_TYPES = 1;

/**
 * Orders rooms from top to bottom so that as few arrows of values as possible run up, then as few of types. Where rooms
 * import one another in no circle, none does. The least is hard to find (a minimum feedback arc set), so each room is
 * moved to its best place until none moves: the number can be too high, never too low.
 */
export function orderRooms(rooms: readonly string[], arrows: readonly Arrow[]): string[] {
  const weights = new Map(arrows.map((arrow) => [keyOf(arrow), arrow.hasValues ? OF_VALUES : OF_TYPES]));
  const weigh = (from: string, to: string) => weights.get(keyOf({ from, to })) ?? 0;
  let order = [...rooms];
  for (let hasMoved = true; hasMoved; ) {
    hasMoved = false;
    for (const room of rooms) {
      const moved = moveToBestPlace(room, order, weigh);
      hasMoved ||= moved !== order;
      order = moved;
    }
  }
  return order;
}

export function isUp({ from, to }: Pick<Arrow, 'from' | 'to'>, order: readonly string[]): boolean {
  return order.indexOf(from) > order.indexOf(to);
}

function keyOf({ from, to }: Pick<Arrow, 'from' | 'to'>): string {
  return `${from} ${to}`;
}

/** The same array when there is no better place. */
function moveToBestPlace(room: string, order: string[], weigh: (from: string, to: string) => number): string[] {
  const others = order.filter((other) => other !== room);
  const costs = [others.reduce((sum, other) => sum + weigh(other, room), 0)];
  for (const other of others) costs.push((costs.at(-1) ?? 0) + weigh(room, other) - weigh(other, room));
  const least = Math.min(...costs);
  return costs[order.indexOf(room)] === least ? order : others.toSpliced(costs.indexOf(least), 0, room);
}
