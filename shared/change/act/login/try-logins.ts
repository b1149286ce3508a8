import { proveByLogins } from '../../../instances/login-proof.ts';
import type { Verdict } from '../../verdict.ts';
import type { ActContext } from '../context.ts';
import type { Track } from '../track.ts';
import { learnHostKeys } from './host-keys.ts';

/** Tries a real SSH login to each; what is wrong with it, or null where it showed the change in force. */
export async function tryLogins(tracks: readonly Track[], context: ActContext): Promise<Map<Track, Verdict | null>> {
  const { command, clock, deadlines, logins } = context;
  const { verify, user, action } = command;
  if (tracks.length === 0 || verify.by !== 'login') return new Map();
  const key = await logins.key();
  await learnHostKeys(tracks, context);
  const { hostKeys } = logins;
  const observedOf = ({ step }: Track) => step.item.observed;
  const proofs = await proveByLogins(tracks, { ...verify, key, user, action, clock, deadlines, hostKeys, observedOf });
  for (const [track, { isInForce }] of proofs) {
    if (isInForce === null) continue;
    track.seenBy = 'login';
    track.effective = isInForce ? 'yes' : 'no';
  }
  return new Map([...proofs].map(([track, { flaw }]) => [track, flaw]));
}
