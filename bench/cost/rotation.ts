import { type Bench, toTable, verdict } from '../bench.ts';
import { readFunctions } from '../functions.ts';
import { type EdgeNodes, startEdgeNodes } from './edge-nodes.ts';

const NODES = 100;
const AT_ONCE = 10;
const RESTART_MS = 30_000;
const FOLLOW_UP_SECONDS = 20;
/** As s.yaml has its timer. */
const TICK_MS = 600_000;
const MAX_TICKS = 1_000;
const TARGET = 1 / 20;
const DAY_SECONDS = 86_400;

interface Invoiced {
  readonly invocations: number;
  /** Of all of them. */
  readonly seconds: number;
  /** From the first one's beginning to the last one's end, on the injected clock. */
  readonly tookSeconds: number;
}

/**
 * A rotation of edge nodes, which are restarted for it: by ticks that leave what they have begun to the next one, as
 * deployed, beside one invocation that waits.
 */
export const showRotation: Bench = async ({ progress }) => {
  const { memoryMb, timeoutSeconds } = await rotateInSpec();
  const fleet = { nodes: NODES, atOnce: AT_ONCE, restartMs: RESTART_MS };
  const patient = await startEdgeNodes({ ...fleet, timeoutSeconds: DAY_SECONDS, followUpSeconds: 0 });
  const waiting = await tickUntil('grace', patient, progress);
  patient.close();
  const edge = await startEdgeNodes({ ...fleet, timeoutSeconds, followUpSeconds: FOLLOW_UP_SECONDS });
  const restarts = await tickUntil('grace', edge, progress);
  const rest = await tickUntil('idle', edge, progress);
  edge.close();
  const row = (name: string, { invocations, seconds, tookSeconds }: Invoiced) => [
    name,
    `${invocations}`,
    tookSeconds.toFixed(0),
    seconds.toFixed(1),
    ((seconds * memoryMb) / 1024).toFixed(2),
  ];
  const ofRestarts = restarts.seconds / waiting.seconds;
  const whole = (restarts.seconds + rest.seconds) / (restarts.tookSeconds + rest.tookSeconds);
  const told = (ratio: number) => `1/${(1 / ratio).toFixed(1)}, at most 1/${1 / TARGET}: ${verdict(ratio <= TARGET)}`;
  return [
    '### A rotation with restarts',
    '',
    `${NODES} edge nodes, ${AT_ONCE} away at once, each for ${RESTART_MS / 1000} s and more, a grace of 24 h; a tick every ${TICK_MS / 60_000} min, follow-ups every`,
    `${FOLLOW_UP_SECONDS} s while nodes are away; ${memoryMb} MB. The real \`rotate\` with real logins: waiting by the injected clock, calls of 80 ms`,
    'and the work itself, that of the nodes included, by the real one.',
    '',
    ...toTable(
      ['', 'invocations', 'seconds', 'billed seconds', 'GB-seconds'],
      [
        row('restarts until promoted, waiting inside one', waiting),
        row('restarts until promoted, by ticks', restarts),
        row('grace, and retiring the old key, by ticks', rest),
      ],
    ),
    '',
    `Ticks to waiting inside one invocation: ${told(ofRestarts)}. With the grace, to one`,
    `invocation that would wait for its end: ${told(whole)}.`,
  ];
};

/** Ticks by the timer and by follow-ups, whichever comes first, until a phase is reached. */
async function tickUntil(wanted: string, edge: EdgeNodes, progress: (text: string) => void): Promise<Invoiced> {
  const fromMs = edge.now();
  const ticks: number[] = [];
  for (let phase = ''; phase !== wanted; ) {
    if (ticks.length === MAX_TICKS) throw new Error(`the rotation does not end: ${phase}`);
    if (ticks.length > 0) await edge.until(edge.followUpMs() ?? nextTimerMs(edge.now()));
    const isFirst = ticks.length === 0 && wanted === 'grace';
    const { status, seconds } = await edge.ask(isFirst ? { action: 'now', keyPair: 'ops' } : { action: 'tick' });
    ({ phase } = status);
    ticks.push(seconds);
    if (ticks.length % 24 === 1) progress(`tick ${ticks.length}: ${phase}`);
  }
  const seconds = ticks.reduce((sum, one) => sum + one, 0);
  return { invocations: ticks.length, seconds, tookSeconds: (edge.now() - fromMs) / 1000 };
}

const nextTimerMs = (nowMs: number) => (Math.floor(nowMs / TICK_MS) + 1) * TICK_MS;

async function rotateInSpec() {
  const spec = (await readFunctions()).find(({ name }) => name === 'rotate');
  if (!spec) throw new Error('s.yaml has no function rotate');
  return spec;
}
