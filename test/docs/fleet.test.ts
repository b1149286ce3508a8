import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFleet } from '../../shared/fleet/file/read.ts';

const root = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, 'docs/fleet.md'), 'utf8');
const examples = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml);

describe('docs/fleet.md', () => {
  it.each(examples)('shows a fleet.yaml without problems: %#', (yaml) => {
    expect(readFleet(yaml).problems).toEqual([]);
  });

  it('names every field of the file, of a key pair, of a rotation and of the secrets', () => {
    const problemOf = (yaml: string) =>
      readFleet(yaml)
        .problems.map(({ message }) => message)
        .join();
    const keyPair = problemOf('keyPairs: [{ name: ops, instances: [{ product: ens, tags: { a: b } }], x: 1 }]');
    const rotation = problemOf(
      'keyPairs: [{ name: ops, instances: [{ product: ens, tags: { a: b } }], rotation: { every: 2d, secret: keyfleet/x, x: 1 } }]',
    );
    const file = problemOf('x: 1');
    const secrets = problemOf('secrets: { x: 1 }');
    const fields = [file, secrets, keyPair, rotation].flatMap(
      (message) => message.split('only ')[1]?.split(', ') ?? [],
    );

    expect(fields.length).toBeGreaterThan(15);
    expect(fields.filter((field) => !text.includes(`\`${field}\``) && !text.includes(`${field}:`))).toEqual([]);
  });
});
