import { expect, it } from 'vitest';
import { fuzzHost } from './fuzz.ts';

it('the function host survives 1,000 mutated requests, and invokes only with what was signed', async () => {
  expect(await fuzzHost(1_000)).toMatchObject({ requests: 1_000 });
});
