import { defineConfig } from 'vitest/config';
import { TEST_LIMIT_MS } from '../time-limits.ts';

/** The vendor's clients against the local cloud: `npm run test:clients` installs them here, then runs these tests. */
export default defineConfig({
  root: import.meta.dirname,
  resolve: { tsconfigPaths: true },
  test: { include: ['**/*.client.test.ts'], testTimeout: TEST_LIMIT_MS, hookTimeout: TEST_LIMIT_MS },
});
