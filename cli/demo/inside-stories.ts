import { tellLaunch } from './launch-story.ts';
import { type Teller, tellRotation } from './rotation-story.ts';

/**
 * The stories in which something is run inside instances. Resolves to what was not as they say; null when everything
 * was, or when they had to be left out.
 * @param opsKey the private half of the key pair `ops`
 */
export async function tellInside(teller: Teller, opsKey: string): Promise<string | null> {
  const { cloud, say } = teller;
  const { runner, reason = 'no isolation' } = await cloud.isolation();
  if (runner === 'none') {
    say(`\n── Left out: a launch and a rotation. Nothing can be run inside instances on this machine (${reason}).`);
    return null;
  }
  if (!(await tellLaunch(cloud, opsKey, say))) return 'a launched instance without its key pair';
  return tellRotation(teller);
}
