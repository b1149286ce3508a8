/** The products that have instances, by the short names used in Keyfleet. */
export const productNames = ['ecs', 'ens', 'swas'] as const;
export type ProductName = (typeof productNames)[number];

/** Everything that answers calls: these products, KMS, Auto Scaling and STS. */
export const serviceNames = [...productNames, 'kms', 'ess', 'sts'] as const;
export type ServiceName = (typeof serviceNames)[number];
