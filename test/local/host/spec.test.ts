import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSpec } from '../../../local/host/spec.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Reads a file with one function of these properties over a small base. */
async function readOne(props: string, env: Record<string, string> = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'keyfleet-'));
  const text = `
edition: 3.0.0
vars: { region: cn-beijing, limits: { seconds: 7 }, indirect: '\${vars.region}' }
template: { base: { region: '\${vars.region}', runtime: nodejs20, code: ./code, environmentVariables: { A: '1', B: '2' } } }
resources: { one: { component: fc3, extend: { name: base }, props: { functionName: f, handler: index.handler, ${props} } } }
`;
  await writeFile(path.join(folder, 's.yaml'), text);
  const [spec] = await readSpec('s.yaml', folder, env);
  return { spec, folder };
}

describe('reading s.yaml', () => {
  it('takes the functions that it deploys', async () => {
    expect.hasAssertions();
    const specs = await readSpec('s.yaml', root, {});

    expect(specs.map(({ resource, functionName, roleName }) => [resource, functionName, roleName])).toEqual(
      expect.arrayContaining([
        ['attach', 'keyfleet-attach', 'keyfleet-attach'],
        ['detach', 'keyfleet-detach', 'keyfleet-detach'],
      ]),
    );
    for (const { triggers } of specs.slice(0, 2)) {
      expect(triggers).toMatchObject([{ triggerConfig: { authType: 'function', methods: ['POST'] } }]);
    }
  });

  it('a function read from s.yaml has the defaults of the platform: 3 seconds, 512 MB, no role, no triggers', async () => {
    const { spec, folder } = await readOne('');

    expect(spec).toEqual({
      resource: 'one',
      functionName: 'f',
      region: 'cn-beijing',
      handler: 'index.handler',
      codeDir: path.join(folder, 'code'),
      timeoutSeconds: 3,
      memoryMb: 512,
      environment: { A: '1', B: '2' },
      async: { asyncTask: false, maxAsyncRetryAttempts: 3, destinationConfig: {} },
      triggers: [],
    });
  });

  it('lays properties over the template, objects key by key', async () => {
    const { spec } = await readOne('environmentVariables: { B: "3", C: "4" }');

    expect(spec?.environment).toEqual({ A: '1', B: '3', C: '4' });
  });

  it('reading s.yaml keeps the type of a variable and resolves variables in variables', async () => {
    const { spec } = await readOne("timeout: '${vars.limits.seconds}', description: x, role: 'r-${vars.indirect}'");

    expect(spec).toMatchObject({ timeoutSeconds: 7, roleName: 'r-cn-beijing' });
  });

  it('takes the environment before the default', async () => {
    const props = `environmentVariables: { MAX: "\${env('MAX', '500')}" }`;

    expect((await readOne(props)).spec?.environment).toMatchObject({ MAX: '500' });
    expect((await readOne(props, { MAX: '9' })).spec?.environment).toMatchObject({ MAX: '9' });
  });

  it('lower-cases a role and takes the name out of an ARN, as the fc3 component does', async () => {
    const { spec } = await readOne('role: "acs:ram::123:role/Keyfleet-X"');

    expect(spec?.roleName).toBe('keyfleet-x');
  });

  it.each([
    ['role: "${env(\'NO_SUCH\')}"', 'NO_SUCH is not set'],
    ['role: "${vars.nothing}"', '${vars.nothing}: no such variable'],
    ['role: "${this.props.role}"', 'only vars.* and env'],
    ['runtime: nodejs18', 'resources.one.props.runtime'],
    ['timeout: 100000', 'resources.one.props.timeout'],
    ['instanceLifecycleConfig: { preStop: { handler: a.b } }', 'resources.one.props.instanceLifecycleConfig'],
    ['triggers: [{ triggerName: t, triggerType: http, triggerConfig: { authType: jwt, methods: [] } }]', 'triggers.0'],
  ])('refuses %s and says where', async (props, problem) => {
    await expect(readOne(props)).rejects.toThrow(problem);
  });
});
