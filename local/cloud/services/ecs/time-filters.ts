import type { Instance } from '../../model/instance.ts';
import { expiredTime } from './instance-view.ts';

const expiredMs = Date.parse(expiredTime);

/** By `Filter.N.Key`, against `Filter.N.Value`, `yyyy-MM-ddTHH:mmZ`. Source: ECS 2014-05-26 DescribeInstances, Filter.1 to 4. */
export const timeFilters: Readonly<Record<string, (instance: Instance, boundMs: number) => boolean>> = {
  CREATION_START_TIME: ({ creationTime }, boundMs) => creationTime >= boundMs,
  CREATION_END_TIME: ({ creationTime }, boundMs) => creationTime <= boundMs,
  EXPIRED_START_TIME: (_, boundMs) => expiredMs >= boundMs,
  EXPIRED_END_TIME: (_, boundMs) => expiredMs <= boundMs,
};
