import { createHash } from 'node:crypto';

/** The nonces that requests came with, per access key. Times are epoch milliseconds. */
export interface Nonces {
  isUsed(accessKeyId: string, nonce: string, now: number): boolean;
  /** `until`: from then on the request that carried it is refused for its date. */
  remember(accessKeyId: string, nonce: string, when: { now: number; until: number }): void;
  clear(): void;
}

/**
 * Remembers a nonce for as long as its request could be sent again, and at most `limit` of them (default 100,000, some
 * 20 MB): beyond that the oldest is forgotten, and could be sent again. A nonce of any length takes the same room.
 */
export function createNonces({ limit = 100_000 }: { limit?: number } = {}): Nonces {
  /** In the order in which they came, so that those to forget stand first. */
  const untilByNonce = new Map<string, number>();
  const forget = (now: number) => {
    for (const [known, until] of untilByNonce) {
      if (until >= now && untilByNonce.size <= limit) return;
      untilByNonce.delete(known);
    }
  };
  return {
    isUsed: (accessKeyId, nonce, now) =>
      (untilByNonce.get(digest(accessKeyId, nonce)) ?? Number.NEGATIVE_INFINITY) >= now,
    remember: (accessKeyId, nonce, { now, until }) => {
      untilByNonce.set(digest(accessKeyId, nonce), until);
      forget(now);
    },
    clear: () => untilByNonce.clear(),
  };
}

function digest(accessKeyId: string, nonce: string): string {
  return createHash('sha256').update(`${accessKeyId}\n${nonce}`).digest('base64');
}
