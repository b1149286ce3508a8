import { createHash } from 'node:crypto';

/** A host name that Linux takes, from any name. */
export function toHostname(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9.-]/g, '-')
      .replace(/^-+/, '')
      .slice(0, 63) || 'guest'
  );
}

/** Instance IDs are the caller's choice: one that is no plain name must not become a path. */
export function toFolderName(instanceId: string): string {
  return /^[\w-]{1,100}$/.test(instanceId) ? instanceId : createHash('sha256').update(instanceId).digest('hex');
}
