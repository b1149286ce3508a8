import type { Observed } from '../../../../shared/products/observed.ts';

/** A running Linux instance without a key pair, but for these facts. */
export function observedAs(facts: Partial<Observed> = {}): Observed {
  return {
    instanceId: 'i-1',
    status: 'Running',
    os: 'linux',
    keyPairName: null,
    instanceName: null,
    tags: {},
    startedMs: 0,
    createdMs: 0,
    addresses: { private: null, public: null },
    ...facts,
  };
}
