import { defineConfig } from 'vitest/config';
import { fleetModule } from './build/fleet.ts';

/** Suites of their own, which `npm test` leaves to `npm run test:full` and `npm run test:long`. */
const longer = ['full', 'long'];

export default defineConfig(({ mode }) => ({
  plugins: [fleetModule],
  test: {
    include: [longer.includes(mode) ? `test/**/*.${mode}.test.ts` : 'test/**/*.test.ts'],
    exclude: longer.includes(mode) ? [] : ['test/**/*.{full,long}.test.ts', 'test/clients/**'],
    testTimeout: longer.includes(mode) ? 900_000 : 30_000,
    hookTimeout: 60_000,
    setupFiles: ['test/setup.ts'],
    // Nothing here keeps state at module level, and loading every module anew for every file took half of the time.
    isolate: false,
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
  },
}));
