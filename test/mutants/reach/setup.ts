import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { NOTES } from './instrument.ts';

/*
 * Set up beside the suite's own when reach is recorded: notes which functions ran while each test of a file did. What ran
 * before the first hook ran at import, which only the first file of a worker does; what ran between tests is of the file.
 */
export interface FileNotes {
  readonly file: string;
  readonly atImport: readonly number[];
  readonly ofFile: readonly number[];
  /** By the ids of tests. */
  readonly tests: Readonly<Record<string, readonly number[]>>;
}

const folder = process.env['KEYFLEET_REACH'] ?? '';
const notes = new Set<number>();
Reflect.set(globalThis, NOTES, notes);

const running = new Set<string>();
const ofFile = new Set<number>();
const tests = new Map<string, Set<number>>();
let atImport: number[] = [];
let file = { filepath: '', id: '' };

beforeAll(() => {
  atImport = take();
});

beforeEach(({ task }) => {
  handOut();
  file = task.file;
  running.add(task.id);
  tests.set(task.id, new Set(tests.get(task.id)));
});

afterEach(({ task }) => {
  handOut();
  running.delete(task.id);
});

afterAll(() => {
  handOut();
  const found: FileNotes = {
    file: relative(process.cwd(), file.filepath),
    atImport,
    ofFile: [...ofFile],
    tests: Object.fromEntries([...tests].map(([test, reached]) => [test, [...reached]])),
  };
  writeFileSync(join(folder, `${file.id.replaceAll(/\W/g, '_')}.json`), JSON.stringify(found));
});

function take(): number[] {
  const taken = [...notes];
  notes.clear();
  return taken;
}

/** Of tests that run side by side, each may have reached it. */
function handOut(): void {
  const reached = take();
  const takers = running.size > 0 ? [...running].flatMap((id) => tests.get(id) ?? []) : [ofFile];
  for (const taker of takers) for (const one of reached) taker.add(one);
}
