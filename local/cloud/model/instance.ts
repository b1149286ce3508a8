import type { Power } from './power.ts';
import type { PowerHistory } from './power-history.ts';
import type { PowerDurations } from './power-steps.ts';
import type { ProductName } from './product-names.ts';
import type { LifecycleState } from './scaling-groups.ts';

/** Power states by product. Source: Status of ECS DescribeInstances, ENS DescribeInstances, SWAS ListInstanceStatus. */
export const statuses = {
  ecs: ['Pending', 'Starting', 'Running', 'Stopping', 'Stopped'],
  ens: ['Pending', 'Starting', 'Running', 'Stopping', 'Stopped', 'Expired'],
  swas: ['Pending', 'Starting', 'Running', 'Stopping', 'Stopped', 'Resetting', 'Upgrading', 'Disabled'],
} as const satisfies Record<ProductName, readonly string[]>;

export type InstanceStatus = (typeof statuses)[ProductName][number];
export type Os = 'linux' | 'windows';

/** What an instance was asked to be made as, where the request says so; what it does not say, the product's dialect does. */
export interface Placement {
  readonly instanceType?: string;
  readonly zoneId?: string;
  readonly vSwitchId?: string;
  readonly securityGroupIds?: readonly string[];
  readonly resourceGroupId?: string;
  readonly chargeType?: string;
  readonly internetChargeType?: string;
}

/** One instance of any product. */
export interface Instance {
  readonly product: ProductName;
  /** For ENS the edge region. */
  readonly regionId: string;
  readonly instanceId: string;
  instanceName: string;
  /** By the clock: it changes when a change that was begun is due. */
  readonly status: InstanceStatus;
  readonly power: Power;
  /** In place of the settings' durations. */
  powerDurations: Partial<PowerDurations>;
  readonly imageId: string;
  placement: Placement;
  /** Follows from the image. */
  readonly os: Os;
  tags: Record<string, string>;
  /** The attached key pair: the control plane's truth. Changed by attaching and detaching only. */
  readonly keyPairName: string | null;
  /** False makes AttachKeyPair answer DependencyViolation.IoOptimize. */
  readonly ioOptimized: boolean;
  /** Epoch milliseconds. */
  readonly creationTime: number;
  /** Epoch milliseconds of the last time that it reached Running; null when it never did. */
  readonly startTime: number | null;
  /** Another one for each boot; null while it is not Running. */
  readonly bootId: string | null;
  /** What was asked of its power, and when it was not Running: for tests to judge by. */
  readonly history: PowerHistory;
  /** Unreachable ones, until the guest listens for SSH: then both are 127.0.0.1. */
  publicIpAddress: string;
  privateIpAddress: string;
  /** Counts up over all instances: the order of creation, and what a page token points at. */
  readonly ordinal: number;
}

/** What is inside an instance, beside its key pair. */
export interface GuestTraits {
  /** Root's password: `false` is none, a text a known one. Default: an unknown one. */
  password?: false | string;
  /** Whether Cloud Assistant's agent answers while the instance runs. Default online. */
  agent?: 'online' | 'offline';
  /** False: cloud-init does not run at the next boot, so nothing of the attachment reaches the guest then. */
  runCloudInit?: boolean;
}

/** What to make: one instance, or `count` alike. */
export interface InstanceSpec extends GuestTraits {
  product: ProductName;
  /** Required for ECS and SWAS; for ENS the edge region, default `cn-hangzhou-44`. */
  regionId?: string;
  /** Default: a new id in the product's style. Not with a `count` above 1. */
  instanceId?: string;
  /** Default: the instance id. */
  instanceName?: string;
  /** Default 1. */
  count?: number;
  /** Default linux. */
  os?: Os;
  /** Says the system too, in place of `os`. */
  imageId?: string;
  /** Default Running. Pending, Starting and Stopping do not last: they go on to Running and Stopped. */
  status?: InstanceStatus;
  /** How long its changes of state take, in place of the settings' durations. */
  powerDurations?: Partial<PowerDurations>;
  tags?: Record<string, string>;
  /** Attached from the start; a key pair of that name is made when there is none. */
  keyPairName?: string;
  /** Default true. */
  ioOptimized?: boolean;
  /** ECS only: the scaling group that has made it. Default none. */
  scalingGroupId?: string;
  /** In that group. Default InService. */
  lifecycleState?: LifecycleState;
  /** Default: as the product shows one that nothing was said of. */
  placement?: Placement;
}

/** Images that stand for the two systems; any ImageId that begins with `win` is Windows, as in the public image names. */
export const imageIds: Record<Os, string> = {
  linux: 'aliyun_3_x64_20G_alibase_20240819.vhd',
  windows: 'win2022_21H2_x64_dtc_en-us_40G_alibase_20240816.vhd',
};

export function osOf(imageId: string): Os {
  return imageId.startsWith('win') ? 'windows' : 'linux';
}
