import type { LocalCloud } from '@keyfleet/local-cloud';
import { systemClock } from '../../shared/cloud/clock.ts';
import { openCloud } from '../../shared/cloud/rpc.ts';
import { products } from '../../shared/products/index.ts';

/** Calls the cloud's APIs with the operator's key. */
export function callCloud({ url, accessKeyId, accessKeySecret }: LocalCloud) {
  const never = Number.POSITIVE_INFINITY;
  const deadlines = { writesMs: never, readsMs: never, answersMs: never };
  const credentials = { accessKeyId, accessKeySecret };
  return openCloud({ credentials, endpoint: url, clock: systemClock, deadlines });
}

export const callEcs = (cloud: LocalCloud) => callCloud(cloud)(products.ecs);
