import type { LocalCloud } from '@keyfleet/local-cloud';
import { PATIENCE_MS } from '../../../time-limits.ts';

/** Until what was asked to stop or start has done so. */
export async function powerAtRest({ instances }: LocalCloud, patience = PATIENCE_MS / 10): Promise<void> {
  const isAtRest = () => instances.list().every(({ status }) => ['Running', 'Stopped'].includes(status));
  for (let looks = 0; !isAtRest(); looks++) {
    if (looks > patience) throw new Error('the instances do not come to rest');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
