import * as v from 'valibot';
import { scaleOutEvent } from '../../services/ess/scale-out-event.ts';
import { InvalidInput } from '../../settings/invalid-input.ts';
import type { Route } from '../route.ts';

/** Scale-outs that wait or waited for instances, in the order of their making. */
const listLifecycleActions: Route = {
  method: 'GET',
  path: '/_local/lifecycle-actions',
  run: (state) => state.cloud.lifecycleActions.list(),
};

const given = v.strictObject({
  regionId: v.optional(v.string(), 'cn-hangzhou'),
  scalingGroupId: v.optional(v.string(), 'asg-bp1local00000000001'),
  instanceIds: v.pipe(v.array(v.string()), v.minLength(1)),
});

/**
 * Has a scale-out wait for these instances, `{"instanceIds": ["i-…"]}`, as a lifecycle hook does, and announces it;
 * answers with the action. The instances are made apart from it.
 */
const addLifecycleAction: Route = {
  method: 'POST',
  path: '/_local/lifecycle-actions',
  run: (state, body) => {
    const parsed = v.safeParse(given, body);
    if (!parsed.success) throw InvalidInput.from(parsed.issues);
    const action = state.cloud.lifecycleActions.add(parsed.output);
    state.events.announce((origin) => [scaleOutEvent(origin, action)]);
    return action;
  },
};

/** Scale-outs that wait for their instances. */
export const lifecycleActionsRoutes: readonly Route[] = [listLifecycleActions, addLifecycleAction];
