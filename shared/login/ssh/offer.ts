import type { AuthenticationType, AuthHandlerMiddleware, Client, ParsedKey } from 'ssh2';

/** Offers one key and nothing else, with every hash that a server may want; remembers how far the server went with it. */
export interface Offer {
  readonly next: AuthHandlerMiddleware;
  /** The server has asked for a signature: it knows the key. It does so before it looks at the account. */
  readonly isKnown: () => boolean;
  /** The server wants none of what we have. */
  readonly isRefused: () => boolean;
  /** The server ended the connection for too many attempts: what was offered last is refused as well. */
  readonly endAttempts: () => void;
  /** Not every form of the key was offered yet, and the server hung up over the last one. */
  readonly isOpen: () => boolean;
}

/**
 * Signatures of an RSA key, newest first; RSA with SHA-1 comes last, for servers of before OpenSSH 7.2. A server lists what
 * it knows (RFC 8308), which is not what it takes, so that none is left out for its list's sake.
 * Source: RFC 8332, section 3; PubkeyAcceptedAlgorithms in sshd_config(5).
 */
const RSA_FORMS = [
  ['rsa-sha2-512', 'sha512'],
  ['rsa-sha2-256', 'sha256'],
  ['ssh-rsa', 'sha1'],
] as const;

/** What is left to offer goes on from one connection to the next, for a server that bears few attempts in one. */
export function createOffer(username: string, key: ParsedKey): Offer {
  const forms = formsOf(key);
  let [isKnown, isRefused, wasOffered, wasCut] = [false, false, false, false];
  return {
    next: (_methods, _isPartial, offer) => {
      const form = isKnown ? undefined : forms.shift();
      if (form) {
        wasOffered = true;
        wasCut = false;
        return offer({ type: 'publickey', username, key: watched(form, () => (isKnown = true)) as never });
      }
      isRefused = wasOffered;
      offer(false as unknown as AuthenticationType);
    },
    isKnown: () => isKnown,
    isRefused: () => isRefused,
    endAttempts: () => {
      if (!wasOffered) return;
      wasCut = forms.length > 0;
      isRefused = forms.length === 0;
    },
    isOpen: () => wasCut && !isKnown,
  };
}

/**
 * Leaves the choice of a hash to {@link createOffer}: ssh2 1.17.0 would offer one alone, by the list that a server sends, and
 * has no option for it. Without the list it takes a key's type for the name of the signature.
 */
export function ignoreList(client: Client): void {
  const { _protocol: protocol } = client as unknown as { _protocol: { _handlers: { EXT_INFO?: () => void } } };
  const { _handlers: handlers } = protocol;
  handlers.EXT_INFO = () => {};
}

/** A key with the name of a signature for its type brings that one. */
function formsOf(key: ParsedKey): ParsedKey[] {
  if (key.type !== 'ssh-rsa') return [key];
  return RSA_FORMS.map(([type, hash]) => {
    const sign = (data: Buffer | string) => key.sign(data, hash);
    return Object.create(key, { type: { value: type }, sign: { value: sign, writable: true } }) as ParsedKey;
  });
}

function watched(key: ParsedKey, onSign: () => void): ParsedKey {
  const sign: ParsedKey['sign'] = (...parameters) => {
    onSign();
    return key.sign(...parameters);
  };
  return Object.create(key, { sign: { value: sign } }) as ParsedKey;
}
