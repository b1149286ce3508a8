import { callUntilClear } from '../../../shared/change/act/call-until-clear.ts';
import { readCommand } from '../../../shared/change/command.ts';
import { dispatch } from '../../../shared/change/dispatch.ts';
import { systemClock } from '../../../shared/cloud/clock.ts';
import { readQuotas } from '../../../shared/cloud/quotas.ts';
import { type Api, openCloud } from '../../../shared/cloud/rpc.ts';
import { chunk, forEachAtMost } from '../../../shared/lists.ts';
import { openDrivers } from '../../../shared/products/drivers.ts';
import { products } from '../../../shared/products/index.ts';
import type { Invocation } from '../../../shared/runtime/invocation.ts';
import type { Job, Strategy } from './strategy.ts';

const LIMIT_MS = 3_600_000;

/** As in act. */
const UNDER_WAY = 32;
const keyPair = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'bench', keyPairId: null } as const;

/** What the attach function does: looks, plans, attaches and reports. */
export const keyfleet: Strategy = async (job) => {
  const { product, regionId, keyPairName } = keyPair;
  const { instanceIds } = job;
  const command = readCommand('attach', { product, regionId, keyPairName, instanceIds }, instanceIds.length);
  const { results } = await dispatch(command, invocationOf(job));
  return results.filter(({ status }) => status === 'succeeded').map(({ instanceId }) => instanceId);
};

/** The dispatcher alone: the same calls, paced and settled alike; verdicts are counted and dropped. */
export const keyfleetCounted: Strategy = async (job) => {
  const invocation = invocationOf(job);
  const { ecs: driver } = openDrivers(invocation);
  const call = { action: 'attach', product: products.ecs, driver, keyPair, clientToken: null } as const;
  let count = 0;
  const attachSome = async (ids: readonly string[]) => {
    for (const { status } of (await callUntilClear({ ...call, clock: systemClock }, ids)).values()) {
      if (status === 'succeeded') count++;
    }
  };
  await forEachAtMost(UNDER_WAY, chunk(job.instanceIds, products.ecs.maxInstancesPerCall), attachSome);
  return count;
};

function invocationOf({ url, accessKeyId, accessKeySecret, known, beginAttaching, attachedOne }: Job): Invocation {
  const endMs = Date.now() + LIMIT_MS;
  const deadlines = { writesMs: endMs, readsMs: endMs, answersMs: endMs };
  const quotas = readQuotas(known && JSON.stringify({ 'ecs.AttachKeyPair': known }), undefined);
  const credentials = { accessKeyId, accessKeySecret };
  const bind = openCloud({ credentials, endpoint: url, clock: systemClock, deadlines, quotas });
  const cloud = (api: Api) => {
    const call = bind(api);
    return async <Body>(action: string, parameters: object, method: 'GET' | 'POST' = 'POST') => {
      if (action !== 'AttachKeyPair') return call<Body>(action, { ...parameters }, method);
      await beginAttaching();
      return call<Body>(action, { ...parameters }, method).finally(attachedOne);
    };
  };
  return {
    requestId: '1-bench',

    functionName: 'keyfleet-bench',
    clock: systemClock,
    deadlines,
    maxInstances: Number.MAX_SAFE_INTEGER,
    accountId: null,
    regionId: 'cn-hangzhou',
    cloud,
    again: null,
  };
}
