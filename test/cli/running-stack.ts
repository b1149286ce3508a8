import { onTestFinished } from 'vitest';
import { startStack } from '../../cli/stack.ts';

/** A stack with the demo fleet until the test is over, and the variables with which the command reaches it. */
export async function startRunningStack() {
  const stack = await startStack({ fleet: 'demo', env: {}, log: () => {} });
  onTestFinished(() => stack.close());
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: stack.cloud.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: stack.cloud.accessKeySecret,
    KEYFLEET_URL: stack.host.url,
  };
  return { ...stack, env };
}
