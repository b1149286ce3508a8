import { readArguments } from '../../../build/read-arguments.ts';
import { soak } from './soak.ts';

const usage = `
npm run soak [-- SECONDS [SEED]]

Operates a local cloud at random, 900 seconds and from seed 1 unless told otherwise, and prints what the process held at
the start, in the middle, at the end and after closing. Exit code 1: an answer 5xx, or a key pair where it should not be.
`;

const { seconds, seed } = readArguments(usage, (args) => {
  const [given = '900', from = '1', ...rest] = args;
  const [secondsToGo, seedGiven] = [Number(given), Number(from)];
  if (rest.length > 0 || !(secondsToGo > 0) || !Number.isInteger(seedGiven))
    throw new RangeError('expected SECONDS, a number above 0, and SEED, a whole number');
  return { seconds: secondsToGo, seed: seedGiven };
});
const result = await soak({ durationMs: seconds * 1_000, seed, tell: (line) => console.log(line) });
console.log(JSON.stringify(result, null, 2));
process.exitCode = result.broken.length + result.wrong.length > 0 ? 1 : 0;
