import type { Instance, InstanceStatus } from './instance.ts';

/**
 * Something that happened to the fleet, in the model's own terms. Code that changes an instance tells it by
 * `cloud.tell`; what the cloud announces to the outside because of it is for `events/` to say.
 */
export type Fact =
  /** A new instance, with the key pair it was launched with. */
  | { what: 'instanceCreated'; instance: Instance }
  /** An instance is gone. */
  | { what: 'instanceReleased'; instance: Instance }
  /** An instance has entered a state. Told once for each state, after `instance.status` was set. */
  | { what: 'instanceState'; instance: Instance; status: InstanceStatus };
