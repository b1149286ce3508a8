import { type Env, UsageError } from '../usage.ts';

/** An access key, with the session token where it is a temporary one. */
export type Credentials = {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
};

/**
 * Reads the usual variables of Alibaba Cloud tools.
 * @throws UsageError naming those that are missing.
 */
export function readCredentials(env: Env): Credentials {
  const accessKeyId = env['ALIBABA_CLOUD_ACCESS_KEY_ID'];
  const accessKeySecret = env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'];
  const securityToken = env['ALIBABA_CLOUD_SECURITY_TOKEN'];
  if (!accessKeyId || !accessKeySecret) {
    const missing = [
      ...(accessKeyId ? [] : ['ALIBABA_CLOUD_ACCESS_KEY_ID']),
      ...(accessKeySecret ? [] : ['ALIBABA_CLOUD_ACCESS_KEY_SECRET']),
    ];
    throw new UsageError(`no credentials: set ${missing.join(' and ')} (npm start prints those of the local cloud)`);
  }
  return { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
}
