import type { CallRecord } from '@keyfleet/local-cloud';
import { products as services } from '../../local/cloud/services/index.ts';

/** Permissions that calls asked for, each once, and those that were not given; such as `ecs:AttachKeyPair`. */
export interface Asked {
  readonly asked: readonly string[];
  readonly denied: readonly string[];
}

/** What KMS asks for beside its own action, for a secret with a key of the account's own. */
const ofTheKey: Readonly<Record<string, string>> = {
  CreateSecret: 'kms:GenerateDataKey',
  PutSecretValue: 'kms:GenerateDataKey',
  GetSecretValue: 'kms:Decrypt',
};

export const keyActions = [...new Set(Object.values(ofTheKey))];

export function permissionsOf(calls: readonly CallRecord[]): Asked {
  const named = calls.map(({ product, action, code, denied }) => {
    const { ramCode, dialect } = services.find(({ name }) => name === product) ?? {};
    const own = `${ramCode}:${action}`;
    const more = product === 'kms' ? ofTheKey[action ?? ''] : undefined;
    const refused = denied ?? own;
    return { asked: more ? [own, more] : [own], denied: code === dialect?.denied.code ? [refused] : [] };
  });
  return {
    asked: [...new Set(named.flatMap(({ asked }) => asked))],
    denied: [...new Set(named.flatMap(({ denied }) => denied))],
  };
}
