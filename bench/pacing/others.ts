import { createCoreClient, send } from '../../shared/cloud/core.ts';
import { answerQuestions } from '../child.ts';
import type { Caller } from './cloud.ts';

/*
 * The second caller, e.g. a console or Terraform: attaches one instance at a time at a steady pace, until it is ended.
 * What is throttled is not sent again.
 */
answerQuestions(async ({ caller, perSecond }: { caller: Caller; perSecond: number }) => {
  const client = createCoreClient(caller.url, caller);
  let number = 0;
  setInterval(() => {
    const id = caller.instanceIds[number++ % caller.instanceIds.length];
    const parameters = { RegionId: 'cn-hangzhou', KeyPairName: 'bench', InstanceIds: JSON.stringify([id]) };
    send(client, { version: '2014-05-26', action: 'AttachKeyPair', method: 'POST', parameters }).catch(() => {});
  }, 1000 / perSecond);
  return {};
});
