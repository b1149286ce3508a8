import type { Instance } from '../../model/instance.ts';

type Listed =
  | 'product'
  | 'regionId'
  | 'instanceId'
  | 'instanceName'
  | 'status'
  | 'os'
  | 'tags'
  | 'keyPairName'
  | 'ioOptimized';

/** An instance as the control routes list it; `sshPort` is null while nothing listens there. */
export interface InstanceView extends Pick<Instance, Listed> {
  readonly sshPort: number | null;
}

/** Everything about one instance, with its guest asked for its port. */
export interface InstanceDetail extends InstanceView, Pick<Instance, 'startTime' | 'history'> {
  readonly bootId: string | null;
  readonly agent: 'online' | 'offline';
}
