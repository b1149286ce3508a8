import { defineConfig } from 'vitest/config';

/** The vendor's clients against the local cloud: `npm run test:clients` installs them here, then runs these tests. */
export default defineConfig({
  root: import.meta.dirname,
  test: { include: ['**/*.client.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
});
