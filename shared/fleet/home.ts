import { ConfigurationError } from '../errors.ts';
import type { Fleet } from './fleet.ts';

/**
 * The region where the fleet's secrets are, whichever a function is deployed to.
 * @param ownRegionId the function's, where fleet.yaml names none
 * @throws ConfigurationError when neither is known
 */
export function homeOf({ secrets }: Fleet, ownRegionId: string | null): string {
  const home = secrets.regionId ?? ownRegionId;
  if (home !== null) return home;
  throw new ConfigurationError("the function's region is not known, and its secrets are there");
}
