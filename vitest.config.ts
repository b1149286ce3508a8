import { defineConfig } from 'vitest/config';
import { fleetModule } from './build/fleet.ts';

/** Suites of their own, which `npm test` leaves to `npm run test:full` and `npm run test:long`. */
const longer = ['full', 'long'];

/** Looks back on all others, so it comes last. */
const last = 'test/secrets/whole-suite.test.ts';
const left = ['test/**/*.{full,long}.test.ts', 'test/clients/**', last];

/** Loading every module anew for each of 200 files takes half of the time, and almost none needs it. */
const short = {
  name: 'short',
  include: ['test/**/*.test.ts'],
  exclude: left,
  isolate: false,
  restoreMocks: true,
  unstubEnvs: true,
};

export default defineConfig(({ mode }) => {
  const isLonger = longer.includes(mode);
  // Projects inherit what follows as it is for `npm test`: the mode is not passed on.
  const first = isLonger ? { name: mode, include: [`test/**/*.${mode}.test.ts`], testTimeout: 900_000 } : short;
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
