import { products } from '../../products/index.ts';
import type { Verdict } from '../verdict.ts';
import type { Step } from './step.ts';

const obstacle = (code: string, message: string): Verdict => ({
  status: 'failed',
  code,
  message,
  cloudRequestId: null,
});

/** Why nothing can be changed inside an instance while it runs; null when it can. */
export function whyNotOnline({ keyPair, observed, inside }: Step['item']): Verdict | null {
  if (!products[keyPair.product].remoteCommands) {
    const message = `${keyPair.product} has no remote command; takeEffect "restart" brings the change into force`;
    return obstacle('OnlineNotSupported', message);
  }
  if (observed.status !== 'Running') {
    const message = `the instance is ${observed.status}, so nothing can be changed inside; takeEffect "onNextStart" is enough`;
    return obstacle('InstanceNotRunning', message);
  }
  if (inside?.agent !== true) {
    return obstacle(
      'AgentOffline',
      'Cloud Assistant does not answer; takeEffect "restart" or "onNextStart" needs no agent',
    );
  }
  return null;
}
