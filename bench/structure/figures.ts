import { findCircles, toGraph } from './circles.ts';
import { measureRooms } from './rooms.ts';
import type { Place } from './tree.ts';

/** Says one thing of a place: its name, and the value as it stands in the table. */
export type Figure = readonly [name: string, value: string];

const LONG = 40;
const MANY = 4;

/** Every figure of a place, in the order of the table. */
export function measure(place: Place): Figure[] {
  const { rooms, arrows, up, inCircles, floors } = measureRooms(place);
  const files = [...place.files.values()];
  const functions = files.flatMap((file) => file.functions);
  const withMany = functions.filter(({ parameters }) => parameters >= MANY).length;
  return [
    ['rooms', `${rooms.length}`],
    ['floors', `${floors}`],
    ['arrows', `${arrows.length}`],
    ['arrows up (of values)', `${up.length} (${up.filter(({ hasValues }) => hasValues).length})`],
    ['rooms in circles', `${inCircles.length}`],
    ['value circles of files', sayCircles(place, ({ isTypeOnly }) => !isTypeOnly)],
    ['circles of files with types', sayCircles(place, () => true)],
    ['files', `${files.length}`],
    ['lines a file, median/p90/max', sayQuantiles(files.map(({ lines }) => lines))],
    ['imports a file, median/p90/max', sayQuantiles(files.map(({ imports }) => imports.length))],
    ['functions', `${functions.length}`],
    ['lines a function, median/p90/max', sayQuantiles(functions.map(({ lines }) => lines))],
    [`functions over ${LONG} lines`, `${functions.filter(({ lines }) => lines > LONG).length}`],
    [`functions with ${MANY} parameters or more`, `${withMany} (${sayPercent(withMany, functions.length)})`],
  ];
}

function sayCircles({ files, edges }: Place, counts: (edge: Place['edges'][number]) => boolean): string {
  const circles = findCircles(toGraph(files.keys(), edges.filter(counts)));
  const sizes = circles.map(({ length }) => length).toSorted((a, b) => b - a);
  return sizes.length === 0 ? '0' : `${sizes.length} (of ${sizes.join(', ')} files)`;
}

function sayQuantiles(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return `${at(0.5)}/${at(0.9)}/${at(1)}`;
}

function sayPercent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
}
