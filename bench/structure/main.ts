import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '../../build/read-arguments.ts';
import { measure } from './figures.ts';
import { type Options, readOptions } from './options.ts';
import { measureRooms } from './rooms.ts';
import { putBetweenMarks, toColumns } from './table.ts';
import { readPlace } from './tree.ts';

const usage = `
npm run structure [-- OPTIONS]     measures rooms, arrows and lines of a checkout

  --at PATH        a checkout; once more for another beside it. Default: this one.
  --place FOLDER   a folder whose files and folders are rooms; once more for another. Default: shared, local/cloud.
  --up             names the imports against the order of the rooms
  --write FILE     replaces the table in a document, such as docs/architecture.md
`;

const options = readArguments(usage, readOptions);
const measured = options.places.flatMap((place) =>
  options.at.map((at) => ({ title: titleOf(place, at, options), place: readPlace(join(at, place)) })),
);
const table = toColumns(measured.map(({ title, place }) => ({ title, figures: measure(place) })));

if (options.write) {
  writeFileSync(options.write, putBetweenMarks(readFileSync(options.write, 'utf8'), table));
} else {
  console.log(table.join('\n'));
}
if (options.showUp) {
  for (const { title, place } of measured) {
    const up = measureRooms(place).up.map(
      ({ from, to, hasValues }) => `  ${from} -> ${to}${hasValues ? '' : ' (types)'}`,
    );
    console.log([`\n${title}: ${up.length} arrows up`, ...up].join('\n'));
  }
}

/** With one checkout, its path goes without saying. */
function titleOf(place: string, at: string, { at: checkouts }: Options): string {
  return checkouts.length > 1 ? `${place}, ${at === '.' ? 'now' : at}` : place;
}
