import { CloudError } from '../errors.ts';
import { toIds } from '../fields.ts';
import { allTokenPages } from '../pages.ts';
import type { RpcCall } from '../rpc.ts';

/** A lifecycle action as Auto Scaling shows it: one token for all instances of a scaling activity. */
export interface LifecycleActionSeen {
  readonly hookId: string;
  readonly token: string;
  /** `Pending`, `Timeout` or `Completed`. */
  readonly status: string;
  readonly instanceIds: readonly string[];
}

interface ActionRow {
  LifecycleHookId?: string;
  LifecycleActionToken?: string;
  LifecycleActionStatus?: string;
  InstanceIds?: unknown;
}

interface ActionsBody {
  NextToken?: string;
  LifecycleActions?: ActionRow[] | { LifecycleAction?: ActionRow[] };
}

const PAGE_SIZE = 50;
const FINISHED = 'LifecycleHookIdAndLifecycleActionToken.Invalid';

/** What auto-attach does in Auto Scaling. */
export interface LifecycleActions {
  /** The actions of a scaling activity. Source: Ess 2022-02-22 DescribeLifecycleActions, 50 a page. */
  list(regionId: string, scalingActivityId: string): Promise<LifecycleActionSeen[]>;
  /**
   * Ends the wait, so that the instances join their group; false when it had ended before. Source: Ess 2022-02-22
   * CompleteLifecycleAction, whose token is refused as invalid once it was used.
   */
  complete(regionId: string, action: { readonly hookId: string; readonly token: string }): Promise<boolean>;
}

export function createLifecycleActions(call: RpcCall): LifecycleActions {
  return {
    list: (regionId, scalingActivityId) =>
      allTokenPages(async (nextToken) => {
        const page = { RegionId: regionId, ScalingActivityId: scalingActivityId, MaxResults: PAGE_SIZE };
        const body = await call<ActionsBody>('DescribeLifecycleActions', {
          ...page,
          ...(nextToken && { NextToken: nextToken }),
        });
        return { items: readActions(body), nextToken: body.NextToken };
      }),
    complete: async (regionId, { hookId, token }) => {
      const action = { RegionId: regionId, LifecycleHookId: hookId, LifecycleActionToken: token };
      try {
        await call('CompleteLifecycleAction', { ...action, LifecycleActionResult: 'CONTINUE' });
        return true;
      } catch (error) {
        if (error instanceof CloudError && error.code === FINISHED) return false;
        throw error;
      }
    },
  };
}

/** The rows of one page: flat as in 2022-02-22, or a level deeper as in 2014-08-28. */
export function readActions({ LifecycleActions: listed }: ActionsBody): LifecycleActionSeen[] {
  const rows = Array.isArray(listed) ? listed : (listed?.LifecycleAction ?? []);
  return rows.map((row) => ({
    hookId: row.LifecycleHookId ?? '',
    token: row.LifecycleActionToken ?? '',
    status: row.LifecycleActionStatus ?? '',
    instanceIds: readIds(row.InstanceIds),
  }));
}

function readIds(value: unknown): string[] {
  const isDeeper = typeof value === 'object' && value !== null && 'InstanceId' in value;
  return toIds(isDeeper ? value.InstanceId : value);
}
