import { expect, it } from 'vitest';
import { fuzzCloud } from './fuzz.ts';

it('the local cloud survives 20,000 mutated requests, and does only what was signed', async () => {
  const fuzzed = await fuzzCloud(20_000);
  console.log(JSON.stringify(fuzzed));
  expect(fuzzed.requests).toBe(20_000);
  expect(fuzzed.carriedOut).toBeGreaterThan(100);
});
