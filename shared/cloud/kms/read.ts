import { CloudError } from '../errors.ts';
import { toMs } from '../fields.ts';
import { allPages } from '../pages.ts';
import type { RpcCall } from '../rpc.ts';
import type { Secrets, Which } from './index.ts';
import { withholding } from './withhold.ts';

const PAGE_SIZE = 20;

interface Stages {
  readonly VersionStage?: readonly string[];
}

interface ValueBody {
  readonly SecretData?: unknown;
  readonly SecretDataType?: string;
  readonly VersionId?: string;
  readonly VersionStages?: Stages;
}

interface DescriptionBody {
  readonly SecretType?: string;
  readonly CreateTime?: string;
  readonly PlannedDeleteTime?: string;
  readonly Tags?: { readonly Tag?: ReadonlyArray<{ TagKey: string; TagValue?: string }> };
}

interface VersionsBody {
  readonly TotalCount?: number;
  readonly VersionIds?: {
    readonly VersionId?: ReadonlyArray<{ VersionId: string; CreateTime?: string; VersionStages?: Stages }>;
  };
}

/** Source: Kms 2016-01-20 GetSecretValue, DescribeSecret and ListSecretVersionIds. */
export function createReading(call: RpcCall): Pick<Secrets, 'get' | 'describe' | 'listVersions'> {
  const ask = <Body>(action: string, name: string, parameters: object = {}) =>
    withholding(action, name, () => unlessMissing(call<Body>(action, { SecretName: name, ...parameters })));
  return {
    get: async (name, which) => {
      const body = await ask<ValueBody>('GetSecretValue', name, toSelector(which));
      return body && toValue(name, body);
    },
    describe: async (name) => {
      const body = await ask<DescriptionBody>('DescribeSecret', name, { FetchTags: 'true' });
      if (!body) return null;
      const { SecretType: type = 'Generic', CreateTime, PlannedDeleteTime, Tags } = body;
      const tags = Object.fromEntries((Tags?.Tag ?? []).map(({ TagKey, TagValue = '' }) => [TagKey, TagValue]));
      return { name, type, createdMs: toMs(CreateTime), tags, deletedFromMs: toMs(PlannedDeleteTime) };
    },
    listVersions: async (name) => {
      let total = 0;
      const versions = await allPages(PAGE_SIZE, async (pageNumber) => {
        const page = { IncludeDeprecated: 'true', PageNumber: pageNumber, PageSize: PAGE_SIZE };
        const body = await ask<VersionsBody>('ListSecretVersionIds', name, page);
        const items = (body?.VersionIds?.VersionId ?? []).map(({ VersionId, CreateTime, VersionStages }) => ({
          versionId: VersionId,
          stages: VersionStages?.VersionStage ?? [],
          createdMs: toMs(CreateTime),
        }));
        total = Math.max(total, body?.TotalCount ?? 0);
        return { items, total: body?.TotalCount };
      });
      if (versions.length >= total) return versions;
      const message = `ListSecretVersionIds of secret ${name}: ${versions.length} of ${total} versions came back`;
      throw new CloudError({ fate: 'lost', code: 'IncompleteAnswer', message });
    },
  };
}

async function unlessMissing<Body>(answer: Promise<Body>): Promise<Body | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CloudError && error.code === 'Forbidden.ResourceNotFound') return null;
    throw error;
  }
}

function toSelector(which: Which | undefined) {
  if (!which) return {};
  return 'stage' in which ? { VersionStage: which.stage } : { VersionId: which.versionId };
}

function toValue(name: string, { SecretData, SecretDataType, VersionId, VersionStages }: ValueBody) {
  if (typeof SecretData === 'string' && SecretDataType !== 'binary') {
    return { data: SecretData, versionId: VersionId ?? '', stages: VersionStages?.VersionStage ?? [] };
  }
  const message = `GetSecretValue of secret ${name}: it holds no text`;
  throw new CloudError({ fate: 'refused', code: 'SecretNotText', message });
}
