import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../local/cloud/ram/policy.ts';
import { products } from '../../local/cloud/services/index.ts';
import { readSpec } from '../../local/host/spec.ts';
import { keyActions } from './asked.ts';

const root = path.resolve(import.meta.dirname, '../..');
const files = readdirSync(path.join(root, 'ram'));
const read = (file: string) => readPolicy(JSON.parse(readFileSync(path.join(root, 'ram', file), 'utf8')));

/** What is asked of the platform: to send failed events somewhere, and to call a function again. */
const ofThePlatform = ['mns:SendMessage', 'fc:InvokeFunction'];

describe('the policies in ram/', () => {
  it('are one for each function of s.yaml that has a role', async () => {
    const functions = await readSpec('s.yaml', root, {});
    const withRole = functions.filter(({ roleName }) => roleName !== undefined);
    expect(files.toSorted()).toEqual(withRole.map(({ resource }) => `${resource}.json`).toSorted());
  });

  it.each(files)('%s is a valid policy that only allows', (file) => {
    expect(read(file).Statement.map(({ Effect }) => Effect)).not.toContain('Deny');
  });

  it.each(files)('%s names each action by its full name, once', (file) => {
    const actions = read(file).Statement.flatMap(({ Action }) => Action);
    const known = products.flatMap((product) =>
      Object.keys(product.actions).map((action) => `${product.ramCode}:${action}`),
    );
    expect(actions.filter((action) => ![...known, ...ofThePlatform, ...keyActions].includes(action))).toEqual([]);
    expect(new Set(actions).size).toBe(actions.length);
  });

  it.each(files)('%s names resources for every action of ECS and KMS', (file) => {
    const broad = read(file).Statement.filter(({ Resource }) => [Resource].flat().includes('*'));
    const actions = broad.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => /^(ecs|kms):/.test(action))).toEqual([]);
  });

  it('reach secrets where keys are kept: in every function', () => {
    const withSecrets = files.filter((file) =>
      read(file).Statement.some(({ Action }) => [Action].flat().join().includes('kms:')),
    );
    expect(withSecrets).toEqual(files);
  });

  it.each(files)('%s reaches secrets under keyfleet/ only', (file) => {
    expect.hasAssertions();
    const isOfSecrets = (action: string) => action.startsWith('kms:') && !keyActions.includes(action);
    const secrets = read(file).Statement.filter(({ Action }) => [Action].flat().some(isOfSecrets));
    for (const { Action, Resource } of secrets) {
      // A new secret is made in the container of all of them: KMS knows no narrower resource for that.
      const prefix = Action === 'kms:CreateSecret' ? 'acs:kms:*:*:secret' : 'acs:kms:*:*:secret/keyfleet/';
      expect([Resource].flat().every((arn) => arn.startsWith(prefix))).toBe(true);
    }
  });

  it.each(files)('%s uses keys of KMS for secrets only: to store a value, or to read one', (file) => {
    const ofKeys = read(file).Statement.filter(({ Resource }) =>
      [Resource].flat().some((arn) => arn.includes(':key/')),
    );
    const named = ofKeys.flatMap(({ Resource }) => Resource);
    expect(named).toEqual(file === 'fleet.json' ? [] : ['acs:kms:*:*:key/*']);
    expect(ofKeys.flatMap(({ Action }) => Action).filter((action) => !keyActions.includes(action))).toEqual([]);
  });
});
