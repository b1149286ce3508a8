import * as v from 'valibot';

const duration = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What an instance is made with, or given later, that no API knows: for tests to set the scene. */
export const instanceTraits = {
  /** Root's password: false is none. Which logins it allows is decided at the next boot. */
  password: v.exactOptional(v.union([v.literal(false), v.pipe(v.string(), v.minLength(1), v.maxLength(128))])),
  /** Whether Cloud Assistant's agent answers while the instance runs. */
  agent: v.exactOptional(v.picklist(['online', 'offline'])),
  /** False: cloud-init does not run at the next boot, and only there. */
  runCloudInit: v.exactOptional(v.boolean()),
  /** How long changes of its power state take, in milliseconds, in place of the settings. */
  powerDurations: v.exactOptional(
    v.strictObject({
      pendingMs: v.exactOptional(duration),
      startMs: v.exactOptional(duration),
      stopMs: v.exactOptional(duration),
      rebootMs: v.exactOptional(duration),
      lingerMs: v.exactOptional(duration),
    }),
  ),
};

export const changesSchema = v.strictObject(instanceTraits);

/** What can be changed of an instance beside its APIs; see {@link instanceTraits}. */
export type InstanceChanges = v.InferInput<typeof changesSchema>;
