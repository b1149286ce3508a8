import { defineAction } from '../../../action/action.ts';
import { pageOf, select } from '../../../model/filters.ts';
import { regionId, textFlag } from '../parameters.ts';
import { readFilters } from '../read-filters.ts';
import { secretContainer } from '../resources.ts';
import { showSecret, showTags } from '../secret-view.ts';

/**
 * All secrets without their values, or those that pass all Filters. Source: Kms 2016-01-20 ListSecrets.
 */
export const listSecrets = defineAction({
  parameters: {
    RegionId: regionId,
    FetchTags: textFlag,
    Filters: { type: 'string' },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
  },
  resources: secretContainer,
  run: (cloud, { RegionId, FetchTags, Filters, PageNumber, PageSize }) => {
    const all = select(cloud.secrets.in(RegionId).list(), readFilters(Filters));
    const shown = pageOf(all, PageNumber, PageSize).map((one) => ({
      ...showSecret(one),
      ...(FetchTags === 'true' && showTags(one)),
    }));
    return { PageNumber, PageSize, TotalCount: all.length, SecretList: { Secret: shown } };
  },
});
