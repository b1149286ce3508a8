import * as ecs from '@alicloud/ecs20140526';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import * as $dara from '@darabonba/typescript';
import { chunk } from '../../../shared/lists.ts';
import { PER_CALL } from '../cell.ts';
import type { Job, Strategy } from './strategy.ts';

const Client = (ecs.default as unknown as { default?: typeof ecs.default }).default ?? ecs.default;
type AttachSome = (ids: readonly string[]) => Promise<string[]>;

/** The vendor's client as its examples use it: one call, which throws when it is refused. */
export function openSdk(job: Job, options: object = {}): AttachSome {
  const { url, accessKeyId, accessKeySecret } = job;
  const endpoint = new URL(url).host;
  const config = { accessKeyId, accessKeySecret, endpoint, protocol: 'HTTP', ...options };
  const client = new Client(new $OpenApiUtil.Config(config));
  return async (ids) => {
    await job.beginAttaching();
    const instanceIds = JSON.stringify(ids);
    const request = new ecs.AttachKeyPairRequest({ regionId: 'cn-hangzhou', keyPairName: 'bench', instanceIds });
    try {
      const { body } = await client.attachKeyPair(request);
      const rows = body?.results?.result ?? [];
      return rows.filter(({ success }) => String(success) === 'true').map(({ instanceId }) => instanceId ?? '');
    } finally {
      job.attachedOne();
    }
  };
}

const batchesOf = ({ instanceIds }: Job) => chunk(instanceIds, PER_CALL);
/** A script that logs what failed and goes on. */
const orNone = (attempt: Promise<string[]>) => attempt.catch((): string[] => []);

async function inSequence(batches: readonly (readonly string[])[], attach: AttachSome): Promise<string[]> {
  const done: string[] = [];
  for (const ids of batches) done.push(...(await orNone(attach(ids))));
  return done;
}

async function allAtOnce(job: Job, attach: AttachSome): Promise<string[]> {
  return (await Promise.all(batchesOf(job).map((ids) => orNone(attach(ids))))).flat();
}

export const oneCallEach: Strategy = (job) => inSequence(chunk(job.instanceIds, 1), openSdk(job));

export const chunksInSequence: Strategy = (job) => inSequence(batchesOf(job), openSdk(job));

export const promiseAll: Strategy = (job) => allAtOnce(job, openSdk(job));

/** `retryOptions` as the SDK's own tests write them: five attempts, exponential. */
export const sdkRetry: Strategy = (job) => {
  const condition = {
    maxAttempts: 5,
    backoff: { policy: 'Exponential', period: 100, cap: 10_000 },
    exception: ['ThrottlingError'],
    errorCode: ['Throttling', 'Throttling.User'],
  };
  const retryOptions = new $dara.RetryOptions({ retryable: true, retryCondition: [condition] });
  return allAtOnce(job, openSdk(job, { retryOptions }));
};
