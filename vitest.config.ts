import { defineConfig } from 'vitest/config';
import { fleetModule } from './build/fleet.ts';

/** Looks back on all others, so it comes last. */
const last = 'test/secrets/whole-suite.test.ts';
const left = ['test/**/*.full.test.ts', 'test/clients/**', last];

/** Loading every module anew for each of 200 files takes half of the time, and almost none needs it. */
const short = {
  name: 'short',
  include: ['test/**/*.test.ts'],
  exclude: left,
  isolate: false,
  restoreMocks: true,
  unstubEnvs: true,
};

/** What takes longer. Projects inherit what is below as it is for `npm test`, so the time limit is said here. */
const full = { name: 'full', include: ['test/**/*.full.test.ts'], testTimeout: 900_000 };

export default defineConfig(({ mode }) => {
  const first = mode === 'full' ? full : short;
  const projects = [first, { name: 'last', include: [last], sequence: { groupOrder: 1 } }];
  return {
    plugins: [fleetModule],
    test: {
      projects: projects.map((test) => ({ extends: true as const, test })),
      testTimeout: 30_000,
      hookTimeout: 60_000,
      // For two cores: most tests wait for a child process now and then.
      maxWorkers: 3,
      globalSetup: ['test/secrets/global-setup.ts'],
      setupFiles: ['test/setup.ts'],
    },
  };
});
