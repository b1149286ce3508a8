import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { measure } from '../../../bench/structure/figures.ts';
import { measureRooms } from '../../../bench/structure/rooms.ts';
import { readPlace } from '../../../bench/structure/tree.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('the rooms of a place', () => {
  it('counts each top-level file and folder as a room, and each pair of rooms as one arrow', () => {
    const place = placeOf({
      'main.ts': "import './act/index.ts';\nimport './act/other.ts';\nimport './errors.ts';",
      'act/index.ts': "import './other.ts';\nimport '../errors.ts';",
      'act/other.ts': "import '../errors.ts';\nimport 'node:fs';",
      'errors.ts': '',
      'yaml.d.ts': "import './main.ts';",
    });

    const { rooms, arrows, up, floors, inCircles } = measureRooms(place);

    expect(rooms).toEqual(['act', 'errors.ts', 'main.ts']);
    expect(arrows.map(({ from, to }) => `${from} ${to}`).toSorted()).toEqual([
      'act errors.ts',
      'main.ts act',
      'main.ts errors.ts',
    ]);
    expect({ up, floors, inCircles }).toEqual({ up: [], floors: 3, inCircles: [] });
  });

  it('names the arrow of types as the one that runs up in a circle of values and types', () => {
    const place = placeOf({
      'a.ts': "import { b } from './b.ts';",
      'b.ts': "import { c } from './c.ts';",
      'c.ts': "import type { A } from './a.ts';\nimport './d.ts';",
      'd.ts': '',
    });

    const { up, inCircles, floors } = measureRooms(place);

    expect(up).toEqual([{ from: 'c.ts', to: 'a.ts', hasValues: false }]);
    expect(inCircles).toEqual(['a.ts', 'b.ts', 'c.ts']);
    expect(floors).toBe(2);
  });

  it('names one arrow as running up where fifty rooms import the next and the last imports the first', () => {
    const names = Array.from({ length: 50 }, (_, at) => `room-${at}.ts`);
    const texts = names.map((name, at) => [name, `import './${names[(at + 1) % names.length]}';`] as const);

    expect(measureRooms(placeOf(Object.fromEntries(texts))).up).toHaveLength(1);
  });
});

describe('rooms that import one another in no circle', () => {
  it('have no arrow that runs up, however values and types lie between them', () => {
    const anyArrow = fc.record({ from: fc.nat(14), to: fc.nat(14), isTypeOnly: fc.boolean() });
    const property = fc.property(fc.array(anyArrow, { maxLength: 60 }), (arrows) => {
      const edges = arrows
        .filter(({ from, to }) => (from * 7) % 15 < (to * 7) % 15)
        .map(({ from, to, isTypeOnly }) => ({ from: `${from}.ts`, to: `${to}.ts`, isTypeOnly }));
      const files = new Map(
        Array.from({ length: 15 }, (_, at) => [`${at}.ts`, { lines: 0, imports: [], functions: [] }]),
      );

      expect(measureRooms({ files, edges }).up).toEqual([]);
    });

    fc.assert(property, { numRuns: 300 });
  });
});

describe('the figures of a place', () => {
  it('tells a circle of values between files from a circle that types close', () => {
    const figures = figuresOf({
      'room/a.ts': "import { b } from './b.ts';",
      'room/b.ts': "export { a } from './a.ts';",
      'room/c.ts': "import { type D } from './d.ts';",
      'room/d.ts': "import { c } from './c.ts';",
    });

    expect(figures['value circles of files']).toBe('1 (of 2 files)');
    expect(figures['circles of files with types']).toBe('2 (of 2, 2 files)');
  });

  it('counts an import at run time as one of values', () => {
    const figures = figuresOf({ 'a.ts': "await import('./b.ts');", 'b.ts': "import { a } from './a.ts';" });

    expect(figures['value circles of files']).toBe('1 (of 2 files)');
  });

  it('gives median, ninth tenth and maximum of lines and imports', () => {
    const files = Array.from({ length: 10 }, (_, at) => [`${at}.ts`, "import 'node:fs';\n".repeat(at + 1)]);

    expect(figuresOf(Object.fromEntries(files))).toMatchObject({
      files: '10',
      'lines a file, median/p90/max': '6/10/10',
      'imports a file, median/p90/max': '1/1/1',
    });
  });

  it('counts named functions and methods, with their lines and parameters, and no callbacks', () => {
    const long = `export function long(a: number, b: number, c: number, d: number) {\n${'  a++;\n'.repeat(40)}}\n`;
    const figures = figuresOf({
      'a.ts': `${long}
        const short = (list: number[]) => list.map((one) => one + 1);
        class Crew { run({ a, b, c, d }: Options): void {} }
        export const table = { row() {}, cell: (a: number, b: number, c: number, ...d: number[]) => short(d) };`,
    });

    expect(figures).toMatchObject({
      functions: '5',
      'lines a function, median/p90/max': '1/42/42',
      'functions over 40 lines': '1',
      'functions with 4 parameters or more': '2 (40 %)',
    });
  });

  it('refuses a file that is no TypeScript, with its name', () => {
    expect(() => placeOf({ 'broken.ts': 'const = 1;' })).toThrow(/broken\.ts/);
  });
});

function placeOf(texts: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'keyfleet-structure-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return readPlace(folder);
}

function figuresOf(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(measure(placeOf(texts)));
}
