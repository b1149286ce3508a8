import { type Bench, toTable, verdict } from '../bench.ts';
import { readFunctions } from '../functions.ts';
import { startEdgeNodes } from './edge-nodes.ts';

const NODES = 100;
const AT_ONCE = 10;
const RESTART_MS = 30_000;
/** As s.yaml has its timer. */
const TICK_MS = 600_000;
const MAX_TICKS = 1_000;
const TARGET = 1 / 20;

/**
 * A whole rotation of edge nodes, which are restarted for it, by ticks as deployed: what they are billed beside one
 * invocation that waits from its beginning to its end.
 */
export const showRotation: Bench = async ({ progress }) => {
  const { memoryMb, timeoutSeconds } = await rotateInSpec();
  const edge = await startEdgeNodes({ nodes: NODES, atOnce: AT_ONCE, restartMs: RESTART_MS, timeoutSeconds });
  const startMs = edge.now();
  const ticks: { phase: string; seconds: number }[] = [];
  for (let phase = ''; phase !== 'idle'; ) {
    if (ticks.length === MAX_TICKS) throw new Error(`the rotation does not end: ${phase}`);
    await edge.until(startMs + ticks.length * TICK_MS);
    const request = ticks.length === 0 ? { action: 'now', keyPair: 'ops' } : { action: 'tick' };
    const { status, seconds } = await edge.ask(request);
    ({ phase } = status);
    ticks.push({ phase, seconds });
    if (ticks.length % 24 === 1) progress(`tick ${ticks.length}: ${phase}`);
  }
  const waitedSeconds = (edge.now() - startMs) / 1000;
  await edge.close();
  const restarting = ticks.slice(0, 1 + ticks.findIndex(({ phase }) => phase === 'grace'));
  const billed = (some: readonly { seconds: number }[]) => some.reduce((sum, { seconds }) => sum + seconds, 0);
  const row = (name: string, count: number, seconds: number) => [
    name,
    `${count}`,
    seconds.toFixed(1),
    ((seconds * memoryMb) / 1024).toFixed(2),
  ];
  const ratio = billed(ticks) / waitedSeconds;
  return [
    '### A rotation with restarts',
    '',
    `${NODES} edge nodes, ${AT_ONCE} away at once, each for ${RESTART_MS / 1000} s, a grace of 24 h; a tick every ${TICK_MS / 60_000} min, ${memoryMb} MB. The real`,
    '`rotate` with real logins: waiting by the injected clock, calls of 80 ms and the work itself by the real one.',
    '',
    ...toTable(
      ['', 'invocations', 'billed seconds', 'GB-seconds'],
      [
        row('waiting inside one', 1, waitedSeconds),
        row('ticking', ticks.length, billed(ticks)),
        row('of these, until promoted', restarting.length, billed(restarting)),
      ],
    ),
    '',
    `With its grace a rotation by ticks costs 1/${(1 / ratio).toFixed(0)} of waiting; at most 1/${1 / TARGET}: ${verdict(ratio <= TARGET)}. Its restarts alone cost`,
    'what waiting for them costs, so for them that is **missed**: a tick stays with the nodes that it restarts, because left',
    'alone they would be away until the next one (docs/decisions/0008).',
  ];
};

async function rotateInSpec() {
  const spec = (await readFunctions()).find(({ name }) => name === 'rotate');
  if (!spec) throw new Error('s.yaml has no function rotate');
  return spec;
}
