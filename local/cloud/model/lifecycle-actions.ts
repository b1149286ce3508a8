import { uuid } from '../events/envelope.ts';

/** What waits for instances of one scaling activity: one token for all of them. */
export interface LifecycleAction {
  /** Place in the order of their making, from 1. */
  readonly ordinal: number;
  readonly regionId: string;
  readonly scalingGroupId: string;
  readonly scalingActivityId: string;
  readonly lifecycleHookId: string;
  readonly lifecycleActionToken: string;
  readonly instanceIds: readonly string[];
  status: 'Pending' | 'Completed';
  /** What it ends with: as it was completed, or the hook's default. */
  result: string;
  /** When it was completed, epoch milliseconds; null while it waits. */
  completedMs: number | null;
}

export type NewLifecycleAction = Pick<LifecycleAction, 'regionId' | 'scalingGroupId' | 'instanceIds'>;

export interface LifecycleActions {
  /** In the order of their making. */
  list(): readonly LifecycleAction[];
  add(action: NewLifecycleAction): LifecycleAction;
}

/** Ids have the style of the documents' samples: `ash-bp1…`, `asa-bp1…`. No heartbeat: a waiting action never times out. */
export function createLifecycleActions(): LifecycleActions {
  const actions: LifecycleAction[] = [];
  return {
    list: () => actions,
    add: (action) => {
      const ordinal = actions.length + 1;
      const number = ordinal.toString(36).padStart(17, '0');
      const made: LifecycleAction = {
        ...action,
        ordinal,
        scalingActivityId: `asa-bp1${number}`,
        lifecycleHookId: `ash-bp1${number}`,
        lifecycleActionToken: uuid(`${action.regionId}/${number}`).toUpperCase(),
        status: 'Pending',
        result: 'CONTINUE',
        completedMs: null,
      };
      actions.push(made);
      return made;
    },
  };
}
