/**
 * Finds what names a key pair for instances to come, such as launch templates; each in words for people.
 * Throws CloudError, also where it cannot be sure to have seen everything.
 */
export type FindKeyPairUsers = (regionId: string, keyPairName: string) => Promise<string[]>;
