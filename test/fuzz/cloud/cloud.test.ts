import { expect, it } from 'vitest';
import { fuzzCloud } from './fuzz.ts';

it('the local cloud survives 1,000 mutated requests, and does only what was signed', async () => {
  expect(await fuzzCloud(1_000)).toMatchObject({ requests: 1_000 });
});
