import { findComponents, toGraph } from './circles.ts';
import { isUp, orderRooms } from './order.ts';
import type { Edge, Place } from './tree.ts';

/** One room imports another; `hasValues` when something of it is left at run time. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly hasValues: boolean;
}

export interface Rooms {
  /** A room is a file or a folder at the top of a place. */
  readonly rooms: readonly string[];
  /** Pairs of rooms of which the first imports the second, each counted once. */
  readonly arrows: readonly Arrow[];
  /** Arrows against the order of the rooms; see {@link orderRooms}. */
  readonly up: readonly Arrow[];
  /** Rooms that import one another in a circle, types included. */
  readonly inCircles: readonly string[];
  /** Rooms on the longest way down; those of one circle stand on one floor. */
  readonly floors: number;
}

export function measureRooms({ files, edges }: Place): Rooms {
  const rooms = [...new Set([...files.keys()].map(roomOf))];
  const arrows = findArrows(edges);
  const components = findComponents(toGraph(rooms, arrows));
  const order = orderComponents(components, arrows);
  return {
    rooms,
    arrows,
    up: arrows.filter((arrow) => isUp(arrow, order)),
    inCircles: components.filter((one) => one.length > 1).flat(),
    floors: countFloors(components, arrows),
  };
}

/** Only among rooms that import one another in a circle is there an order to look for, beginning with that of values. */
function orderComponents(components: readonly string[][], arrows: readonly Arrow[]): string[] {
  const ofValues = arrows.filter(({ hasValues }) => hasValues);
  return components.toReversed().flatMap((members) => {
    return orderRooms(findComponents(toGraph(members, ofValues)).toReversed().flat(), arrows);
  });
}

/** `act/index.ts` lies in the room `act`; `plan.ts` is a room. */
function roomOf(file: string): string {
  return file.split('/')[0] ?? file;
}

function findArrows(edges: readonly Edge[]): Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const edge of edges) {
    const [from, to] = [roomOf(edge.from), roomOf(edge.to)];
    if (from === to) continue;
    const key = `${from} ${to}`;
    arrows.set(key, { from, to, hasValues: !edge.isTypeOnly || (arrows.get(key)?.hasValues ?? false) });
  }
  return [...arrows.values()];
}

/** `components` begin with those that import nothing of another. */
function countFloors(components: readonly string[][], arrows: readonly Arrow[]): number {
  const floorOf = new Map<string, number>();
  for (const members of components) {
    const below = arrows.filter(({ from, to }) => members.includes(from) && !members.includes(to));
    const floor = 1 + Math.max(0, ...below.map(({ to }) => floorOf.get(to) ?? 0));
    for (const member of members) floorOf.set(member, floor);
  }
  return Math.max(0, ...floorOf.values());
}
