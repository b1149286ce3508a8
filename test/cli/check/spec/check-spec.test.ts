import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSpec } from '../../../../cli/check/spec/check-spec.ts';
import { knownVariables } from '../../../../cli/check/spec/variables.ts';
import { good, problemsOf } from './some-spec.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

describe('s.yaml', () => {
  it('an s.yaml is good as it stands in this repository', () => {
    const names = readdirSync(path.join(root, 'functions')).map((file) => path.basename(file, '.ts'));

    expect(checkSpec(readFileSync(path.join(root, 's.yaml'), 'utf8'), names, {}).problems).toEqual([]);
  });

  it('an s.yaml is refused with functions that share a name or a role', () => {
    const resources = {
      a: { component: 'fc3', props: good },
      b: { component: 'fc3', props: { ...good, code: './dist/rotate' } },
    };

    expect(problemsOf(JSON.stringify({ edition: '3.0.0', name: 'k', resources }))).toEqual([
      '1 resources.b.props.functionName: another than that of a',
      '1 resources.b.props.role: another than that of a',
    ]);
  });

  it.each<[string, string[]]>([
    ['', ['1 : a mapping with resources']],
    ['edition: 3.0.0\nname: k\nresources: {}', ['3 resources: at least one resource']],
    [
      'edition: 1.0.0\nname: k\nresources:\n  a: { component: fc, props: [] }',
      ['1 edition: 3.0.0', '4 resources.a.component: fc3', '4 resources.a.props: a mapping'],
    ],
    ['a: [', ['1 : Flow sequence in block collection must be sufficiently indented and end with a ]']],
  ])('an s.yaml is refused as %j', (text, problems) =>
    expect(problemsOf(text)).toEqual(expect.arrayContaining(problems)),
  );
});

describe('problem', () => {
  const text = `
edition: 3.0.0
name: keyfleet
vars: { region: cn-hangzhou }
template:
  function:
    region: \${vars.region}
    runtime: nodejs18
    memorySize: 100
resources:
  attach:
    component: fc3
    extend: { name: function }
    props:
      functionName: \${env('NAME')}
      handler: index.handler
      code: ./dist/attach
      timeout: 60
      role: \${vars.role}
      memorySize: 64
      logConfig: auto
`;

  it('a problem stands where it was written, in the resource or in its template', () => {
    expect(problemsOf(text)).toEqual([
      '8 resources.attach.props.runtime: nodejs20',
      "15 resources.attach.props.functionName: what can be resolved: ${env('NAME')}: NAME is not set and has no default",
      '19 resources.attach.props.role: what can be resolved: ${vars.role}: no such variable',
      '20 resources.attach.props.memorySize: MB from 128 to 32768 in steps of 64',
    ]);
    expect(problemsOf(text, { NAME: 'x' }).some((problem) => problem.includes('NAME'))).toBe(false);
  });

  it('a problem may be the template itself', () => {
    expect(problemsOf(text.replace('name: function', 'name: functions'))).toContain(
      '13 resources.attach.extend: what can be resolved: extend: there is no template "functions"',
    );
  });
});

it('knows the variables that functions read', () => {
  const files = readdirSync(path.join(root, 'shared'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const names = files.flatMap(
    (file) => readFileSync(path.join(root, 'shared', file), 'utf8').match(/KEYFLEET_\w+/g) ?? [],
  );

  expect([...new Set(names)].toSorted()).toEqual([...knownVariables].toSorted());
});
