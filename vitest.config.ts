import { defineConfig } from 'vitest/config';
import { fleetModule } from './build/fleet.ts';

/** Suites of their own, which `npm test` leaves to `npm run test:full` and `npm run test:long`. */
const longer = ['full', 'long'];
const left = ['test/**/*.{full,long}.test.ts', 'test/clients/**'];

/** Tests that keep something at module level, such as a folder of tools, and so load their modules anew. */
const apart = ['test/shared/guest/**/*.test.ts', 'test/functions/auto-attach/**/*.test.ts'];

/** Loading every module anew for each of 200 files takes half of the time, and almost none needs it. */
const projects = [
  {
    extends: true as const,
    test: {
      name: 'together',
      include: ['test/**/*.test.ts'],
      exclude: [...left, ...apart],
      isolate: false,
      restoreMocks: true,
      unstubEnvs: true,
    },
  },
  { extends: true as const, test: { name: 'apart', include: apart, exclude: left } },
];

export default defineConfig(({ mode }) => ({
  plugins: [fleetModule],
  test: {
    ...(longer.includes(mode) ? { include: [`test/**/*.${mode}.test.ts`] } : { projects }),
    testTimeout: longer.includes(mode) ? 900_000 : 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    setupFiles: ['test/setup.ts'],
  },
}));
