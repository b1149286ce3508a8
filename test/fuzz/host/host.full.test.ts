import { expect, it } from 'vitest';
import { fuzzHost } from './fuzz.ts';

it('the function host survives 20,000 mutated requests, and invokes only with what was signed', async () => {
  const fuzzed = await fuzzHost(20_000);
  console.log(JSON.stringify(fuzzed));
  expect(fuzzed.requests).toBe(20_000);
  expect(fuzzed.invoked).toBeGreaterThan(100);
});
