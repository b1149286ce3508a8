import { resourcesOf } from '../../ram/resource.ts';

/**
 * What ENS actions touch: `acs:ens:*:<account>:instance/<id>`, without a region. Source: RAM tables of ENS 2017-11-10
 * DescribeInstances and StopInstance. The key pair actions have no resource-level permission (CreateKeyPair,
 * ImportKeyPair and DeleteKeyPairs: All Resources; for AttachKeyPair and DetachKeyPair a choice).
 */
export const instances = (ids?: readonly string[]) => resourcesOf('instance', '*', ids);
