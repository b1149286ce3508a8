/** What ssh2 1.17.0 says of a handshake that found nothing in common, and what it is called. */
const STEPS = [
  ['key exchange', 'key exchange algorithm', 'KEX method'],
  ['host key format', 'host key format', 'Host key format'],
  ['cipher', 'C->S cipher', 'C->S cipher'],
  ['cipher', 'S->C cipher', 'S->C cipher'],
  ['MAC', 'C->S MAC', 'C->S MAC'],
  ['MAC', 'S->C MAC', 'S->C MAC'],
] as const;

/** Listens to a handshake, to name what was missing. */
export interface Handshake {
  readonly debug: (message: string) => void;
  /** Half a sentence; undefined unless the handshake failed for want of something in common. */
  readonly whyNot: (error: Error) => string | undefined;
}

/** Of what a server offers, only well-formed names are repeated, and few. */
export function watchHandshake(): Handshake {
  const offered = new Map<string, string>();
  return {
    debug: (message) => {
      const [, name = '', list = ''] = message.match(/^Handshake: \(remote\) ([^:]+): (.*)$/) ?? [];
      if (name) offered.set(name, list);
    },
    whyNot: (error) => {
      const step = STEPS.find(([, said]) => error.message === `Handshake failed: no matching ${said}`);
      if (!step) return undefined;
      return `no ${step[0]} in common: it offers ${namesIn(offered.get(step[2]) ?? '')}`;
    },
  };
}

function namesIn(list: string): string {
  const names = list.split(',').filter((name) => /^[A-Za-z0-9@.+-]{1,64}$/.test(name) && !isMark(name));
  return names.length === 0 ? 'none' : names.slice(0, 3).join(', ') + (names.length > 3 ? ' and others' : '');
}

/** Entries of a list that are no algorithm: RFC 8308, and OpenSSH's PROTOCOL, section 1.9. */
const isMark = (name: string) => name.startsWith('ext-info-') || name.startsWith('kex-strict-');
