import { createRequire } from 'node:module';
import * as swasModels from '@alicloud/swas-open20200601';
import ens from './models/ens.json' with { type: 'json' };
import ess from './models/ess.json' with { type: 'json' };
import kms from './models/kms.json' with { type: 'json' };
import sts from './models/sts.json' with { type: 'json' };

const require = createRequire(import.meta.url);

/** A request model of the vendor's clients for npm. */
type Model = { names(): Record<string, string> };

/**
 * The parameters that the vendor's newest clients have for an action, by product: ECS and SWAS as npm has them; of the
 * others as PyPI has them, `alibabacloud_ens20171110` 12.1.0, `alibabacloud_ess20220222` 1.13.3,
 * `alibabacloud_kms20160120` 3.3.1 and `alibabacloud_sts20150401` 1.2.0, whose models are written down in `models/`. Undefined for an action they do not have.
 */
export const documentedParameters: Readonly<Record<string, (action: string) => string[] | undefined>> = {
  ecs: (action) => {
    const file = `@alicloud/ecs20140526/dist/models/${action}Request`;
    return namesOf((require(file) as Record<string, Model>)[`${action}Request`]);
  },
  swas: (action) => namesOf((swasModels as unknown as Record<string, Model>)[`${action}Request`]),
  ens: (action) => wordsIn(ens, action),
  ess: (action) => wordsIn(ess, action),
  kms: (action) => wordsIn(kms, action),
  sts: (action) => wordsIn(sts, action),
};

const namesOf = (model: Model | undefined) => model && Object.values(model.names());
const wordsIn = (models: Readonly<Record<string, string>>, action: string) =>
  models[action]?.split(' ').filter((word) => word !== '');
