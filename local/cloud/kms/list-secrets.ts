import { defineAction } from '../action.ts';
import { pageOf } from '../model/filters.ts';
import { textFlag } from './parameters.ts';
import { secretContainer } from './resources.ts';
import { showSecret, showTags } from './secret-view.ts';

/**
 * All secrets without their values. Source: Kms 2016-01-20 ListSecrets. Choice: Filters are not emulated, and refused
 * rather than read past.
 */
export const listSecrets = defineAction({
  parameters: {
    FetchTags: textFlag,
    Filters: { type: 'string', maxLength: 0 },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
  },
  resources: () => secretContainer,
  run: (cloud, { FetchTags, PageNumber, PageSize }) => {
    const all = cloud.secrets.list();
    const shown = pageOf(all, PageNumber, PageSize).map((one) => ({
      ...showSecret(one),
      ...(FetchTags === 'true' && showTags(one)),
    }));
    return { PageNumber, PageSize, TotalCount: all.length, SecretList: { Secret: shown } };
  },
});
