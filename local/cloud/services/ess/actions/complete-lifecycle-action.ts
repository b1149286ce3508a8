import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { noSuchAction } from '../dialect.ts';
import { isIn, scalingGroup } from '../resources.ts';

/** Ends the wait of a scaling activity's instances, once. Source: Ess 2022-02-22 CompleteLifecycleAction. */
export const completeLifecycleAction = defineAction({
  idempotent: true,
  parameters: {
    RegionId: { type: 'string' },
    LifecycleHookId: { type: 'string', required: true },
    LifecycleActionToken: { type: 'string', required: true },
    LifecycleActionResult: { type: 'string', pattern: /^(CONTINUE|ABANDON|ROLLBACK)$/, default: 'CONTINUE' },
    ClientToken: { type: 'string', maxLength: 64 },
  },
  resources: ({ RegionId, LifecycleHookId }, cloud) =>
    scalingGroup(
      RegionId,
      cloud.lifecycleActions.list().find(({ lifecycleHookId }) => lifecycleHookId === LifecycleHookId),
    ),
  run: (cloud, { RegionId, LifecycleHookId, LifecycleActionToken, LifecycleActionResult }) => {
    const action = cloud.lifecycleActions
      .list()
      .find(
        ({ regionId, lifecycleHookId, lifecycleActionToken }) =>
          isIn(regionId, RegionId) &&
          lifecycleHookId === LifecycleHookId &&
          lifecycleActionToken === LifecycleActionToken,
      );
    if (action?.status !== 'Pending') throw new CloudError(noSuchAction);
    Object.assign(action, { status: 'Completed', result: LifecycleActionResult, completedMs: cloud.now() });
    return {};
  },
});
