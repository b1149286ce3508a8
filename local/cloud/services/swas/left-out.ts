import type { LeftOut } from '../../action/left-out.ts';

/** Newest client: SWAS-OPEN 2020-06-01 of `@alicloud/swas-open20200601` 4.0.0. */
export const swasLeftOut: LeftOut = {
  ListRegions: { harmless: 'AcceptLanguage' },
  ListInstances: {
    refused: 'PlanType',
  },
  RunCommand: {
    refused: 'WindowsPasswordName',
  },
};
