import { defineConfig } from 'vitest/config';
import { fleetModule } from './build/fleet.ts';

/** `npm test` leaves the `*.full.test.ts` to `npm run test:full`, which runs nothing else. */
export default defineConfig(({ mode }) => ({
  plugins: [fleetModule],
  test: {
    include: [mode === 'full' ? 'test/**/*.full.test.ts' : 'test/**/*.test.ts'],
    exclude: mode === 'full' ? [] : ['test/**/*.full.test.ts', 'test/clients/**'],
    testTimeout: mode === 'full' ? 900_000 : 30_000,
    hookTimeout: 60_000,
    setupFiles: ['test/setup.ts'],
    // Nothing here keeps state at module level, and loading every module anew for every file took half of the time.
    isolate: false,
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
  },
}));
