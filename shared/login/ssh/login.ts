import type { Socket } from 'node:net';
import ssh2 from 'ssh2';
import { watchHandshake } from './algorithms.ts';
import { connect } from './connect.ts';
import { createHostCheck, fingerprintOf, type HostCheck } from './host-key.ts';
import { createOffer, ignoreList, type Offer } from './offer.ts';
import { readPrivateKey } from './private-key.ts';
import type { LoginKind, LoginRequest, LoginResult } from './request.ts';
import { type Session, tryCommand } from './session.ts';

/** As long as a server may refuse one signature after another, each on a connection of its own. */
const MAX_CONNECTIONS = 4;

/**
 * Tries a real SSH login with one key. Every outcome is a result; only a private key that cannot be read throws.
 * The host key is judged before the key is offered, and nothing but this key is offered. A key is refused when the server
 * wanted none of the signatures that it can give; for that, one that bears few attempts is asked again.
 */
export async function login(request: LoginRequest): Promise<LoginResult> {
  const key = readPrivateKey(request.privateKey);
  if (!key) throw new Error('not a private key');
  const offer = createOffer(request.user, key);
  for (let left = MAX_CONNECTIONS; ; left -= 1) {
    const result = await tryOnce(offer, request);
    if (!offer.isOpen() || left === 1) return result;
  }
}

async function tryOnce(offer: Offer, request: LoginRequest): Promise<LoginResult> {
  const socket = await connect(request.host, request.port, request.connectTimeoutMs);
  if (typeof socket !== 'string') return converse(socket, offer, request);
  return { result: 'unreachable', detail: socket, hostKey: null, hostKeyFingerprint: null };
}

function converse(socket: Socket, offer: Offer, request: LoginRequest): Promise<LoginResult> {
  const { user, timeoutMs } = request;
  const host = createHostCheck(request);
  const handshake = watchHandshake();
  const client = new ssh2.Client();
  return new Promise((resolve) => {
    const finish = ([result, detail]: Conclusion) => {
      clearTimeout(timer);
      const hostKey = host.shown();
      resolve({ result, detail, hostKey, hostKeyFingerprint: hostKey && fingerprintOf(hostKey) });
      client.destroy();
      socket.destroy();
    };
    const timer = setTimeout(
      () => finish(conclude(host, offer, `there was no answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
    client.on('ready', () => void tryCommand(client).then((session) => finish(toConclusion(session))));
    client.on('error', (error) => {
      if (isTooMany(error)) offer.endAttempts();
      finish(conclude(host, offer, handshake.whyNot(error) ?? 'it does not speak SSH as we do'));
    });
    client.on('close', () => finish(conclude(host, offer, 'it ended the connection')));
    client.connect({
      sock: socket,
      username: user,
      readyTimeout: 0,
      hostVerifier: host.verify,
      authHandler: offer.next,
      debug: handshake.debug,
      algorithms: { serverHostKey: host.algorithms },
    });
    ignoreList(client);
  });
}

type Conclusion = readonly [LoginKind, detail: string];

/** OpenSSH ends a connection so after MaxAuthTries, and does not answer the last attempt otherwise. */
const isTooMany = (error: Error) => error.message.startsWith('Too many authentication failures');

function toConclusion(session: Session): Conclusion {
  if (session.is === 'ours') return ['loggedIn', 'logged in'];
  if (session.is === 'none') return ['noSession', `the server takes the key, but ${session.because}`];
  return ['restricted', 'the server takes the key, but runs a fixed command with it'];
}

/** What it means that no session came of it. */
function conclude(host: HostCheck, offer: Offer, otherwise: string): Conclusion {
  const flaw = host.flaw();
  if (flaw) return [flaw, FLAWS[flaw]];
  if (offer.isKnown()) {
    const why = offer.isRefused() ? 'lets nobody in with it alone' : `then ${otherwise}`;
    return ['noSession', `the server knows the key, but ${why}`];
  }
  return offer.isRefused() ? ['refused', 'the server does not take the key'] : ['unreachable', otherwise];
}

const FLAWS = {
  hostKeyMismatch: 'the server shows another host key than the instance has',
  hostKeyUnknown: 'the host key of the server is not known',
};
