import type { AuthenticationType, AuthHandlerMiddleware, ParsedKey } from 'ssh2';

/** Offers one key, once, and nothing else; remembers how far the server went with it. */
export interface Offer {
  readonly next: AuthHandlerMiddleware;
  /** The server has asked for a signature: it knows the key. It does so before it looks at the account. */
  readonly isKnown: () => boolean;
  /** The server wants none of what we have. */
  readonly isRefused: () => boolean;
}

export function createOffer(username: string, key: ParsedKey): Offer {
  let [offers, isKnown] = [0, false];
  const sign = key.sign.bind(key);
  key.sign = (...parameters) => {
    isKnown = true;
    return sign(...parameters);
  };
  return {
    next: (_methods, _isPartial, offer) => {
      offers += 1;
      if (offers === 1) offer({ type: 'publickey', username, key: key as never });
      else offer(false as unknown as AuthenticationType);
    },
    isKnown: () => isKnown,
    isRefused: () => offers > 1,
  };
}
