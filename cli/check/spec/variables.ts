/** The environment variables that functions read; a test holds them against the source. */
export const knownVariables: readonly string[] = [
  'KEYFLEET_ENDPOINT',
  'KEYFLEET_FC_ENDPOINT',
  'KEYFLEET_FOLLOW_UP_SECONDS',
  'KEYFLEET_MAX_INSTANCES',
  'KEYFLEET_QUOTAS',
  'KEYFLEET_QUOTA_SHARE',
];
