import { type CallRecord, type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { answerQuestions } from '../child.ts';
import { type CloudQuota, LATENCY_MS } from './cell.ts';

/*
 * A local cloud in a process of its own. First told how many instances and which quota it has, then asked what became
 * of them.
 */
const THROTTLED_LATENCY_MS = 15;
const OTHERS = 'others';
/** The second caller's own instances. */
const THEIRS = 10;
const spec = { product: 'ecs', regionId: 'cn-hangzhou' } as const;

export interface Start {
  readonly instances: number;
  readonly quota: CloudQuota | null;
}

export interface Caller {
  readonly url: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly instanceIds: readonly string[];
}

export interface Started {
  readonly caller: Caller;
  readonly others: Caller;
}

/** What the cloud saw. */
export interface Account {
  readonly attached: readonly string[];
  readonly allCalls: number;
  readonly calls: number;
  readonly throttled: number;
  readonly others: { readonly calls: number; readonly rejected: number };
}

let cloud: LocalCloud | undefined;

answerQuestions(async (question: Start | { account: true }) =>
  'account' in question ? giveAccount() : start(question),
);

async function start({ instances, quota }: Start): Promise<Started> {
  cloud = await startLocalCloud({
    settings: {
      latencyMs: LATENCY_MS,
      throttledLatencyMs: THROTTLED_LATENCY_MS,
      quotas: quota ? { 'ecs.AttachKeyPair': quota } : {},
    },
  });
  const { url, accessKeyId, accessKeySecret } = cloud;
  cloud.instances.add([{ ...spec, count: 1, keyPairName: 'bench' }]);
  const ids = (count: number) => cloud?.instances.add([{ ...spec, count }]).map(({ instanceId }) => instanceId) ?? [];
  const caller = { url, accessKeyId, accessKeySecret, instanceIds: ids(instances) };
  const second = cloud.principals.create({ name: OTHERS });
  const { accessKeyId: theirId, accessKeySecret: theirSecret } = second;
  return { caller, others: { url, accessKeyId: theirId, accessKeySecret: theirSecret, instanceIds: ids(THEIRS) } };
}

async function giveAccount(): Promise<Account> {
  const records = cloud?.calls.list() ?? [];
  const attaching = records.filter(({ action }) => action === 'AttachKeyPair');
  const ours = attaching.filter(({ principal }) => principal !== OTHERS);
  const theirs = attaching.filter(({ principal }) => principal === OTHERS);
  return {
    attached: (cloud?.instances.list() ?? []).flatMap((one) => (one.keyPairName === 'bench' ? [one.instanceId] : [])),
    allCalls: records.length - theirs.length,
    calls: ours.length,
    throttled: ours.filter(isThrottled).length,
    others: { calls: theirs.length, rejected: theirs.filter(isThrottled).length },
  };
}

function isThrottled({ code }: CallRecord): boolean {
  return code?.includes('Throttling') ?? false;
}
