import { startLocalCloud } from '@keyfleet/local-cloud';
import { systemClock } from '../../shared/cloud/clock.ts';
import { openCloud } from '../../shared/cloud/rpc.ts';
import { products } from '../../shared/products/index.ts';
import { answerQuestions } from '../child.ts';
import { LATENCY_MS } from '../pacing/cell.ts';

/*
 * A local cloud in a process of its own, in which time can be skipped. First told which edge nodes it has, then how far
 * its clock is to be ahead of the real one: all that is due by then has happened when it answers.
 */
export interface Start {
  readonly nodes: number;
  /** How long a node is away: half of it to stop, half of it to start. */
  readonly restartMs: number;
}

/** How it is reached. */
export interface Started {
  readonly url: string;
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

const TURN_MS = 10;

let skippedMs = 0;
let turnMs = Date.now();
const tasks: { readonly atMs: number; readonly run: () => void }[] = [];

answerQuestions(async (question: Start | { skippedMs: number }) => {
  if ('nodes' in question) return start(question);
  ({ skippedMs } = question);
  catchUp();
  return {};
});

setInterval(catchUp, TURN_MS);

/** Does what is due, each at its own time, because what it does may have something due in turn. */
function catchUp(): void {
  const untilMs = Date.now() + skippedMs;
  for (;;) {
    const [next] = tasks.toSorted((a, b) => a.atMs - b.atMs);
    if (!next || next.atMs > untilMs) break;
    tasks.splice(tasks.indexOf(next), 1);
    turnMs = Math.max(turnMs, next.atMs);
    next.run();
  }
  turnMs = untilMs;
}

async function start({ nodes, restartMs }: Start): Promise<Started> {
  const cloud = await startLocalCloud({
    now: () => turnMs,
    after: (ms, run) => void tasks.push({ atMs: turnMs + ms, run }),
    // A login runs `true`; to isolate that costs more than all else of it, and no real node pays that here.
    unsafeGuests: true,
    settings: { dateWindowMinutes: 1_000_000_000, power: { stopMs: restartMs / 2, startMs: restartMs / 2 } },
  });
  const never = Number.POSITIVE_INFINITY;
  const deadlines = { writesMs: never, readsMs: never, answersMs: never };
  const bind = openCloud({ credentials: cloud, endpoint: cloud.url, clock: systemClock, deadlines });
  const driver = products.ens.createDriver(bind(products.ens));
  // Each can be logged in to, by the port that its tag says.
  const made = cloud.instances.add([{ product: 'ens', count: nodes, keyPairName: 'ops', tags: { ssh: 'ops' } }]);
  for (const { instanceId } of made) {
    const { sshPort } = (await cloud.instances.inspect(instanceId)) ?? {};
    await driver.tag(null, [instanceId], { 'keyfleet:ssh-port': String(sshPort) });
  }
  cloud.settings.latencyMs = LATENCY_MS;
  const { url, accountId, accessKeyId, accessKeySecret } = cloud;
  return { url, accountId, accessKeyId, accessKeySecret };
}
