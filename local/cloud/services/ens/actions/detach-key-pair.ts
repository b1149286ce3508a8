import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import type { Cloud } from '../../../model/cloud.ts';
import { changeInstances } from '../../change-key-pair.ts';
import { ensAttachRules, ensResults, findKeyPair } from '../key-pair-rules.ts';
import { instanceIds, keyPairSelector } from '../parameters.ts';
import { ensRefusals } from '../refusals.ts';

/**
 * Takes a key pair away from up to 30 stopped instances. By name the whole request is refused when one of the
 * instances does not carry it. Source: ENS 2017-11-10 DetachKeyPair (March 2026).
 */
export const detachKeyPair = defineAction({
  parameters: { InstanceIds: instanceIds, ...keyPairSelector },
  run: (cloud, { InstanceIds, ...selector }) => {
    const keyPair = findKeyPair(cloud, selector);
    if (selector.KeyPairId === undefined) mustAllCarry(cloud, InstanceIds, keyPair.keyPairName);
    const outcomes = changeInstances(
      cloud,
      ensAttachRules,
      { instanceIds: InstanceIds },
      {
        judge: (instance) => (instance.keyPairName === keyPair.keyPairName ? undefined : 'notAttached'),
        apply: (instance) => cloud.attach(instance, null),
      },
    );
    return ensResults(keyPair, outcomes);
  },
});

/** Choice: an id that does not exist is left to its row; the sentence is about instances. */
function mustAllCarry(cloud: Cloud, ids: readonly string[], keyPairName: string): void {
  const instances = ids.map((id) => cloud.instances.find('ens', undefined, id));
  const other = instances.find((instance) => instance && instance.keyPairName !== keyPairName);
  if (other) throw new CloudError(ensRefusals.notAttached);
}
