import type { LeftOut } from '../../action/left-out.ts';

/** Newest client: `alibabacloud_kms20160120` 3.3.1 of PyPI; npm's is of an older generation. */
export const kmsLeftOut: LeftOut = {
  CreateSecret: {
    harmless: 'EnableAutomaticRotation ExtendedConfig RotationInterval',
    refused: 'Policy',
  },
  GetSecretValue: {
    harmless: 'FetchExtendedConfig',
    refused: 'DryRun Recipient',
  },
  TagResource: {
    refused: 'CertificateId KeyId',
  },
};
