import { functionUrl } from './address.ts';
import type { Invoke } from './invoke.ts';
import { post } from './post.ts';
import { signPost } from './sign.ts';

/** Calls a function by its HTTP trigger, signed: `<base>/<name>`. */
export const callHttpTrigger: Invoke = ({ base, name, body, credentials, timeoutMs }) => {
  const url = functionUrl(name, base);
  return post(url, signPost(url, body, credentials, Date.now()), body, timeoutMs);
};
