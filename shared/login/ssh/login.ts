import type { Socket } from 'node:net';
import ssh2, { type ParsedKey } from 'ssh2';
import { connect } from './connect.ts';
import { createHostCheck, fingerprintOf, type HostCheck } from './host-key.ts';
import { createOffer, type Offer } from './offer.ts';
import { readPrivateKey } from './private-key.ts';
import type { LoginKind, LoginRequest, LoginResult } from './request.ts';
import { runTrue } from './session.ts';

/**
 * Tries a real SSH login with one key. Every outcome is a result; only a private key that cannot be read throws.
 * The host key is judged before the key is offered, and nothing but this key is offered.
 */
export async function login(request: LoginRequest): Promise<LoginResult> {
  const key = readPrivateKey(request.privateKey);
  if (!key) throw new Error('not a private key');
  const socket = await connect(request.host, request.port, request.connectTimeoutMs);
  if (typeof socket !== 'string') return converse(socket, key, request);
  return { result: 'unreachable', detail: socket, hostKey: null, hostKeyFingerprint: null };
}

function converse(socket: Socket, key: ParsedKey, request: LoginRequest): Promise<LoginResult> {
  const { user, timeoutMs } = request;
  const host = createHostCheck(request);
  const offer = createOffer(user, key);
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
    client.on('ready', () => void runTrue(client).then((flaw) => finish(toSession(flaw))));
    client.on('error', () => finish(conclude(host, offer, 'it does not speak SSH as we do')));
    client.on('close', () => finish(conclude(host, offer, 'it ended the connection')));
    client.connect({
      sock: socket,
      username: user,
      readyTimeout: 0,
      hostVerifier: host.verify,
      authHandler: offer.next,
      algorithms: { serverHostKey: host.algorithms },
    });
  });
}

type Conclusion = readonly [LoginKind, detail: string];

const toSession = (flaw: string | null): Conclusion =>
  flaw === null ? ['loggedIn', 'logged in'] : ['noSession', `the server takes the key, but ${flaw}`];

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
