import { defineConfig } from 'vitest/config';

/** Projects that install what `npm pack` makes: `npm run test:package` installs the compilers here, then runs this. */
export default defineConfig({
  root: import.meta.dirname,
  resolve: { tsconfigPaths: true },
  // One file after the other: packing compiles the local cloud where it is.
  test: { include: ['*.package.test.ts'], fileParallelism: false, testTimeout: 300_000, hookTimeout: 600_000 },
});
