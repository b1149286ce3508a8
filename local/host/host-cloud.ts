import type { Events } from '../cloud/events/events.ts';
import type { Timers } from '../cloud/events/timers.ts';
import type { PolicyDocument } from '../cloud/ram/policy.ts';
import type { Settings } from '../cloud/settings/settings.ts';
import type { RoleCredentials } from './runtime/context.ts';

/** The part of the local cloud that functions are run against. */
export type HostCloud = {
  readonly url: string;
  readonly accountId: string;
  readonly principals: {
    /** The secret of an access key, undefined for an unknown one; throws when the session token is not that key's. */
    secretOf(accessKeyId: string, securityToken: string | undefined): string | undefined;
    /** Temporary credentials of a role, as STS AssumeRole gives them, which may do what the policy says. */
    assumeRole(role: { readonly roleName: string; readonly policy: PolicyDocument }): RoleCredentials;
    /** Whether the owner of an access key may do this. */
    mayDo(accessKeyId: string, action: string, resource: string): boolean;
  };
  /** Source of events; absent: there are none. */
  readonly events?: Pick<Events, 'subscribe'>;
  /** Read for each event; absent: delivery is not disturbed. */
  readonly settings?: Pick<Settings, 'events'> & Partial<Pick<Settings, 'kept'>>;
  /** Takes timers that can be fired from outside; absent: none can. */
  readonly timers?: Pick<Timers, 'register'>;
};
