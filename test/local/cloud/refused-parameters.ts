import { type InstanceSpec, type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { beforeAll, describe, expect, it } from 'vitest';
import { importKeyPair } from './open-cloud.ts';
import { call, type Parameters } from './signed-call.ts';

/** One way to spoil a good request, and what must be answered. `undefined` leaves a parameter out. */
export type Spoiled = [
  change: Record<string, string | number | undefined>,
  status: number,
  code: string,
  message?: string,
];

export interface ParameterCase {
  action: string;
  good: Parameters;
  spoiled: readonly Spoiled[];
}

/**
 * Specifies what each action of a product refuses: the good request is accepted, each spoiled one is refused, one
 * parameter at a time. They share a cloud in which the key pair `ops`, the running instance `known` and `others` are
 * there; the spoiled ones change nothing, and the good one comes last.
 */
export function describeRefusedParameters(
  product: InstanceSpec['product'],
  cases: readonly ParameterCase[],
  others: readonly Omit<InstanceSpec, 'product'>[] = [],
): void {
  describeRefusals(product, cases, async (cloud) => {
    await importKeyPair(cloud, product, 'ops');
    const regionId = product === 'ens' ? {} : { regionId: 'cn-hangzhou' };
    cloud.instances.add([{ instanceId: 'known' }, ...others].map((spec) => ({ ...regionId, ...spec, product })));
  });
}

/** The same for any service, in a cloud that `prepare` furnishes. */
export function describeRefusals(
  service: string,
  cases: readonly ParameterCase[],
  prepare: (cloud: LocalCloud) => Promise<void>,
): void {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ guestRunner: 'none' });
    await prepare(cloud);
    return () => cloud.close();
  });

  describe.each(cases)(`${service} $action`, ({ action, good, spoiled }) => {
    it.each(spoiled)('refuses %j with %i %s', async (change, status, code, message) => {
      const parameters = Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined);
      const answer = await call(cloud, service, action, Object.fromEntries(parameters) as Parameters);
      expect({ status: answer.status, code: answer.body.Code }).toEqual({ status, code });
      expect(answer.body.Message).toBe(message ?? answer.body.Message);
    });

    it('accepts the request that was spoiled', async () => {
      expect((await call(cloud, service, action, good)).body.Code).toSatisfy(
        (code) => code === undefined || code === 0,
      );
    });
  });
}

/** A JSON array of `count` made-up ids. */
export function jsonIds(count: number): string {
  return JSON.stringify(ids(count));
}

export function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `i-${index}`);
}
