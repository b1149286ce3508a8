import type { Outcome } from '../change/report.ts';
import { type CloudError, onCloudError } from '../cloud/errors.ts';
import { essApi } from '../cloud/ess/api.ts';
import { createLifecycleActions, type LifecycleActions } from '../cloud/ess/lifecycle-actions.ts';
import { instanceKey } from '../products/sighting.ts';
import type { Hint, InstancesHint, LifecycleAction } from '../triggers/hint.ts';
import type { AutoAttachRun } from './context.ts';
import { isMendable } from './report.ts';

/** What became of one lifecycle action. */
export interface LifecycleEnding {
  readonly hookId: string;
  readonly scalingActivityId: string | null;
  /** `Completed`, `CompletedBefore`, `InstancesNotReady`, or the cloud's own code. */
  readonly code: string;
  readonly message: string;
  /** It still waits, and another try may end it. */
  readonly isOpen: boolean;
}

/** A lifecycle action on its way: its hint with all instances that wait for it, or how it ended. */
export interface Waiting {
  readonly hint: InstancesHint;
  readonly action: LifecycleAction;
  readonly regionId: string;
  readonly ending: LifecycleEnding | null;
}

/**
 * Looks which lifecycle actions still wait, and for which instances: the event may be late, repeated or forged.
 * Those of an action that does not wait are looked at all the same.
 */
export async function checkLifecycles(hints: readonly Hint[], run: AutoAttachRun): Promise<Waiting[]> {
  const actions = createLifecycleActions(run.invocation.cloud(essApi));
  const found = hints.flatMap((hint) => {
    const regionId = hint.kind === 'instances' ? (hint.regionId ?? run.invocation.regionId) : null;
    if (hint.kind !== 'instances' || !hint.lifecycle || !regionId || run.dryRun) return [];
    return [{ hint, action: hint.lifecycle, regionId, ending: null }];
  });
  const distinct = [...new Map(found.map((one) => [`${one.action.hookId} ${one.action.token}`, one])).values()];
  return Promise.all(distinct.map((waiting) => check(waiting, actions)));
}

async function check(waiting: Waiting, actions: LifecycleActions): Promise<Waiting> {
  const { hint, action, regionId } = waiting;
  const { scalingActivityId } = action;
  if (!scalingActivityId) return waiting;
  const listed = await actions.list(regionId, scalingActivityId).catch(onCloudError(endWith(action)));
  if (!Array.isArray(listed)) return { ...waiting, ending: listed };
  const seen = listed.find(({ hookId, token }) => hookId === action.hookId && token === action.token);
  if (seen?.status !== 'Pending') return { ...waiting, ending: endedBefore(action, seen?.status ?? 'not listed') };
  return { ...waiting, hint: { ...hint, instanceIds: [...new Set([...hint.instanceIds, ...seen.instanceIds])] } };
}

/** Ends each action once everything that can be done to all of its instances is done. */
export async function completeLifecycles(
  waiting: readonly Waiting[],
  outcomes: readonly Outcome[],
  run: AutoAttachRun,
): Promise<LifecycleEnding[]> {
  const actions = createLifecycleActions(run.invocation.cloud(essApi));
  const byKey = new Map(outcomes.map((outcome) => [instanceKey(outcome), outcome]));
  return Promise.all(
    waiting.map(async ({ hint, action, regionId, ending }) => {
      if (ending) return ending;
      const open = hint.instanceIds.filter((instanceId) =>
        isOpen(byKey.get(instanceKey({ product: 'ecs', instanceId }))),
      );
      if (open.length > 0) return notReady(action, open.length);
      return actions
        .complete(regionId, action)
        .then((isNew) => (isNew ? completed(action) : endedBefore(action, 'finished')), onCloudError(endWith(action)));
    }),
  );
}

/** A restart by another run, and an instance that is not there yet, are waited for. */
function isOpen(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && (isMendable(outcome) || ['NotYet', 'RestartUnderWay'].includes(outcome.code));
}

const nameOf = ({ hookId, scalingActivityId }: LifecycleAction) => ({ hookId, scalingActivityId });

const completed = (action: LifecycleAction): LifecycleEnding => ({
  ...nameOf(action),
  code: 'Completed',
  message: 'its instances go on',
  isOpen: false,
});

const endedBefore = (action: LifecycleAction, status: string): LifecycleEnding => ({
  ...nameOf(action),
  code: 'CompletedBefore',
  message: `it does not wait any more (${status})`,
  isOpen: false,
});

const notReady = (action: LifecycleAction, count: number): LifecycleEnding => ({
  ...nameOf(action),
  code: 'InstancesNotReady',
  message: `${count} of its instances are not ready; the same event again goes on`,
  isOpen: true,
});

function endWith(action: LifecycleAction) {
  return ({ code, message, fate }: CloudError): LifecycleEnding => ({
    ...nameOf(action),
    code,
    message,
    isOpen: fate !== 'refused',
  });
}
