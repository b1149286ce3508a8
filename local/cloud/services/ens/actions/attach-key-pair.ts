import { defineAction } from '../../../action/action.ts';
import { changeInstances } from '../../change-key-pair.ts';
import { ensAttachRules, ensResults, findKeyPair } from '../key-pair-rules.ts';
import { instanceIds, keyPairSelector } from '../parameters.ts';

/**
 * Binds a key pair to up to 30 stopped instances. Source: ENS 2017-11-10 AttachKeyPair (March 2026).
 * Choice: a key pair already there is replaced, as on ECS and SWAS; ENS does not say.
 */
export const attachKeyPair = defineAction({
  parameters: { InstanceIds: instanceIds, ...keyPairSelector },
  run: (cloud, { InstanceIds, ...selector }) => {
    const keyPair = findKeyPair(cloud, selector);
    const outcomes = changeInstances(
      cloud,
      ensAttachRules,
      { instanceIds: InstanceIds },
      { judge: () => undefined, apply: (instance) => cloud.attach(instance, keyPair) },
    );
    return ensResults(keyPair, outcomes);
  },
});
