import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import type { Mutant } from './mutant.ts';
import type { Reaching } from './reach/reaching.ts';
import type { Ran, Runner } from './run/runners.ts';
import type { Task } from './run/task.ts';

const source = 'const tries = 5;\n';
const mutant: Mutant = { file: 'shared/a.ts', line: 1, start: 14, end: 15, text: '(6)', what: 'number changed' };
const passed = { id: '1', file: 'test/shared/a.test.ts', name: 'tries five times', hasFailed: false, ms: 10 };

describe('a mutant', () => {
  it.each<[string, Partial<Ran>, object]>([
    [
      'is killed by the test that fails',
      { results: [passed, { ...passed, hasFailed: true }] },
      {
        kind: 'killed',
        by: 'test/shared/a.test.ts: tries five times',
      },
    ],
    [
      'is killed by what cannot be loaded',
      { errors: ['no export of that name'] },
      { kind: 'killed', by: 'no export of that name' },
    ],
    ['is noticed when a test does not end', { hasHung: true }, { kind: 'hung' }],
    ['lives when every test passes', { results: [passed] }, { kind: 'survived', tests: 1 }],
  ])('%s', async (_, ran, expected) => {
    const { runner } = runnerThat(ran);

    expect((await judge(runner, { mutant, source, reaching: [reaching()], slowness: 1 })).verdict).toEqual(expected);
  });

  it('is unreached, and nothing is run, when no test reaches it', async () => {
    const { runner, tasks } = runnerThat({});

    expect((await judge(runner, { mutant, source, reaching: [], slowness: 1 })).verdict).toEqual({ kind: 'unreached' });
    expect(tasks).toEqual([]);
  });

  it('is what the tests find, and they end at the first that fails', async () => {
    const { runner, tasks } = runnerThat({ results: [passed] });

    await judge(runner, { mutant, source, reaching: [reaching(), reaching({ file: 'test/b.test.ts' })], slowness: 1 });

    expect(tasks[0]?.task).toEqual({
      replaced: { kind: 'mutant', file: 'shared/a.ts', text: 'const tries = (6);\n' },
      tests: [
        { file: 'test/shared/a.test.ts', ids: ['1'] },
        { file: 'test/b.test.ts', ids: ['1'] },
      ],
      endsAtFailure: true,
      workers: 1,
    });
  });

  it('has the longer to be noticed, the longer its tests take without it and the more else the machine has to do', async () => {
    const { runner, tasks } = runnerThat({ results: [passed] });
    const both = [reaching({ longestMs: 100 }), reaching({ longestMs: 9_000 })];

    await judge(runner, { mutant, source, reaching: both, slowness: 1 });
    await judge(runner, { mutant, source, reaching: both, slowness: 3 });

    expect(tasks.map(({ silenceMs }) => silenceMs)).toEqual([65_000, 195_000]);
  });
});

function reaching(some: Partial<Reaching> = {}): Reaching {
  return { file: 'test/shared/a.test.ts', ids: ['1'], ms: 10, longestMs: 10, ...some };
}

function runnerThat(ran: Partial<Ran>) {
  const tasks: { task: Task; silenceMs: number }[] = [];
  const runner: Runner = {
    run: (task, silenceMs) => {
      tasks.push({ task, silenceMs });
      return Promise.resolve({ results: [], errors: [], hasHung: false, ...ran });
    },
    notes: '',
    end: () => {},
  };
  return { runner, tasks };
}
