import type { Observed } from '../products/product.ts';

/** The tag that says where an instance's sshd listens, when not on 22. */
const PORT_TAG = 'keyfleet:ssh-port';

export const addressOf = ({ addresses }: Observed, kind: 'private' | 'public') => addresses[kind];

/** Null when the tag is not a port. */
export function portOf({ tags }: Observed): number | null {
  const text = tags?.[PORT_TAG];
  if (text === undefined) return 22;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}
