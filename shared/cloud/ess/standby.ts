import { perChunk } from '../../lists.ts';
import { everyPage } from '../every-page.ts';
import type { RpcCall } from '../rpc.ts';

/** An instance in its scaling group. */
export interface ScalingMember {
  readonly groupId: string;
  /** `InService`, `Standby`, `Protected`, … */
  readonly state: string;
}

/** What restarts ask of Auto Scaling. Everything throws CloudError. */
export interface Standby {
  /** Those of some instances that are in scaling groups, by id. Source: Ess 2022-02-22 DescribeScalingInstances, 20 ids a call. */
  find(regionId: string, instanceIds: readonly string[]): Promise<Map<string, ScalingMember>>;
  /**
   * Puts instances of one group on standby, or back in service: at most `MAX_SCALING_INSTANCES`. Source: Ess 2022-02-22
   * EnterStandby and ExitStandby; the first has no region, which chooses the host alone.
   */
  change(action: StandbyAction, group: ScalingGroup, instanceIds: readonly string[]): Promise<unknown>;
}

export type StandbyAction = 'EnterStandby' | 'ExitStandby';

export interface ScalingGroup {
  readonly regionId: string;
  readonly groupId: string;
}

/** Source: Ess 2014-08-28 DescribeScalingInstances and Ess 2022-02-22 ExitStandby. */
export const MAX_SCALING_INSTANCES = 20;

/** More than a call may name, so that one page has all. */
const PAGE_SIZE = 50;

interface Row {
  InstanceId?: string;
  ScalingGroupId?: string;
  LifecycleState?: string;
}

interface MembersBody {
  PageSize?: unknown;
  TotalCount?: unknown;
  ScalingInstances?: Row[];
}

export function createStandby(call: RpcCall): Standby {
  const list = (RegionId: string, InstanceIds: readonly string[]) =>
    everyPage('DescribeScalingInstances', PAGE_SIZE, async (PageNumber) => {
      const page = { RegionId, InstanceIds, PageNumber, PageSize: PAGE_SIZE };
      const body = await call<MembersBody>('DescribeScalingInstances', page);
      return { rows: body.ScalingInstances, total: body.TotalCount, size: body.PageSize };
    });
  return {
    find: async (regionId, instanceIds) => {
      const rows = await perChunk(instanceIds, MAX_SCALING_INSTANCES, (some) => list(regionId, some));
      return new Map(rows.map((row) => [row.InstanceId ?? '', toMember(row)]));
    },
    change: (action, { regionId: RegionId, groupId: ScalingGroupId }, InstanceIds) =>
      call(action, { RegionId, ScalingGroupId, InstanceIds }),
  };
}

const toMember = ({ ScalingGroupId: groupId = '', LifecycleState: state = '' }: Row): ScalingMember => ({
  groupId,
  state,
});
