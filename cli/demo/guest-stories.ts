import { tellLaunch } from './launch-story.ts';
import { type Teller as RefusalTeller, tellRefusal } from './refusal-story.ts';
import { type Teller as RotationTeller, tellRotation } from './rotation-story.ts';

type Teller = RotationTeller & RefusalTeller;

/**
 * The stories in which something is run inside instances. Resolves to what was not as they say; null when everything
 * was, or when they had to be left out.
 * @param opsKey the private half of the key pair `ops`
 */
export async function tellGuestStories(teller: Teller, opsKey: string): Promise<string | null> {
  const { cloud, say } = teller;
  const { runner, reason = 'no isolation' } = await cloud.isolation();
  if (runner === 'none') {
    say(
      `\n── Left out: a refusal, a launch and a rotation. Nothing can be run inside instances on this machine (${reason}).`,
    );
    return null;
  }
  if (!(await tellRefusal(teller))) return 'an attach to a host that does not take the key';
  if (!(await tellLaunch(cloud, opsKey, say))) return 'a launched instance without its key pair';
  return tellRotation(teller);
}
