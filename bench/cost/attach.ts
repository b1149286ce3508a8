import { type Bench, toTable } from '../bench.ts';
import { readFunctions } from '../functions.ts';
import { bundleCaller } from '../pacing/bundle-caller.ts';
import { runCell } from '../pacing/run-cell.ts';

const PER_SECOND = 20;

/** An attach from its command to its report, in one invocation. */
export const showAttach: Bench = async ({ quick, progress }) => {
  const memoryMb = (await readFunctions()).find(({ name }) => name === 'attach')?.memoryMb ?? Number.NaN;
  const caller = await bundleCaller();
  const quota = { rate: PER_SECOND, burst: PER_SECOND };
  const rows: string[][] = [];
  for (const instances of quick ? [1, 50, 500] : [1, 50, 500, 5_000, 50_000]) {
    const { allCalls, calls, wholeMs } = await runCell({ strategy: 'keyfleet', instances, quota }, caller);
    const seconds = wholeMs / 1000;
    const gigabyteSeconds = (seconds * memoryMb) / 1024;
    rows.push([instances.toString(), `${allCalls}`, `${calls}`, seconds.toFixed(2), gigabyteSeconds.toFixed(3)]);
    progress(`${instances} instances`);
  }
  return [
    `Attaching in one invocation of ${memoryMb} MB: quota ${PER_SECOND}/s and not known, latency 80 ms; looking and`,
    'reporting included. Above 500 instances `KEYFLEET_MAX_INSTANCES` and `timeout` have to be raised.',
    '',
    ...toTable(['instances', 'cloud calls', 'of them attach', 'seconds', 'GB-seconds'], rows),
  ];
};
