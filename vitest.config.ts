import { defineConfig } from 'vitest/config';
import { fleetModule } from './build/fleet.ts';
import { watchedForks } from './test/runner/watched-forks.ts';
import { PATIENCE_MS, TEST_LIMIT_MS } from './test/time-limits.ts';

const FULL_TEST_LIMIT_MS = 900_000;
/** A worker says something at the end of every test, so one that is silent for a little longer hangs. */
const A_LITTLE_MS = 60_000;

/** Looks back on all others, so it comes last. */
const last = 'test/secrets/whole-suite.test.ts';
const left = ['test/**/*.full.test.ts', 'test/**/*.truth.test.ts', 'test/clients/**', 'test/package/**', last];

/** Loading every module anew for each of 200 files takes half of the time, and almost none needs it. */
const short = {
  name: 'short',
  include: ['test/**/*.test.ts'],
  exclude: left,
  isolate: false,
  restoreMocks: true,
  unstubEnvs: true,
};

/** What takes longer. Projects inherit what is below as it is for `npm test`, so the limits are said here. */
const full = {
  name: 'full',
  include: ['test/**/*.full.test.ts'],
  testTimeout: FULL_TEST_LIMIT_MS,
  pool: watchedForks(FULL_TEST_LIMIT_MS + A_LITTLE_MS),
};

/** What the functions claim in each case of the truth suite: an hour on a busy machine. */
const truth = { ...full, name: 'truth', include: ['test/**/*.truth.test.ts'] };

export default defineConfig(({ mode }) => {
  const first = mode === 'full' ? full : mode === 'truth' ? truth : short;
  const projects = [first, { name: 'last', include: [last], sequence: { groupOrder: 1 } }];
  return {
    plugins: [fleetModule],
    resolve: { tsconfigPaths: true },
    test: {
      projects: projects.map((test) => ({ extends: true as const, test })),
      pool: watchedForks(TEST_LIMIT_MS + A_LITTLE_MS),
      testTimeout: TEST_LIMIT_MS,
      hookTimeout: TEST_LIMIT_MS,
      expect: { poll: { timeout: PATIENCE_MS } },
      // For two cores: most tests wait for a child process now and then.
      maxWorkers: 3,
      globalSetup: ['test/secrets/global-setup.ts'],
      setupFiles: ['test/setup.ts'],
    },
  };
});
