import { describe, expect, it } from 'vitest';
import { askOne } from '../ask.ts';
import { addInstance, openCloud } from '../open-cloud.ts';
import { isIsolated } from '../where-isolated.ts';
import { begin, lookUp, run } from './run-script.ts';

const success = { InvocationStatus: 'Success', InvokeRecordStatus: 'Finished', ErrorCode: '', ErrorInfo: '' };

describe.skipIf(!isIsolated).each(['ecs', 'swas'] as const)('%s: a script', (product) => {
  it('runs for real: exit code and both streams in the order written', async () => {
    const cloud = await openCloud();
    const id = addInstance(cloud, { product });
    expect(await run(cloud, product, id, 'id -un; pwd; echo oops >&2; echo "é $((6 * 7))"')).toMatchObject({
      ...success,
      ExitCode: 0,
      Output: 'root\n/root\noops\né 42\n',
      StartTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    expect(await run(cloud, product, id, 'echo no; exit 3')).toMatchObject({
      InvocationStatus: 'Failed',
      InvokeRecordStatus: 'Finished',
      ExitCode: 3,
      Output: 'no\n',
      ErrorCode: 'ExitCodeNonzero',
      ErrorInfo: 'the command execution exit code is not zero',
    });
  });

  it('a script has no exit code while it runs', async () => {
    const cloud = await openCloud();
    const id = addInstance(cloud, { product });
    const { body } = await begin(cloud, product, id, 'sleep 60');
    await expect
      .poll(() => lookUp(cloud, product, String(body.InvokeId), id))
      .toMatchObject({ InvocationStatus: 'Running', InvokeRecordStatus: 'Running', FinishedTime: '' });
    expect(await lookUp(cloud, product, String(body.InvokeId), id)).not.toHaveProperty('ExitCode');
  });

  it('leaves what it did in the guest, also over a reboot', async () => {
    const cloud = await openCloud({ settings: { power: { rebootMs: 10, lingerMs: 0 } } });
    const id = addInstance(cloud, { product });
    await run(cloud, product, id, 'echo here > /root/mark; echo $PPID > /tmp/x');
    await askOne(cloud, product, 'RebootInstance', id);
    await expect.poll(() => cloud.instances.get(id)?.status).toBe('Running');
    expect((await run(cloud, product, id, 'cat /root/mark')).Output).toBe('here\n');
  });

  it('reads the boot id that the cloud shows, another one after each boot', async () => {
    const cloud = await openCloud({ settings: { power: { rebootMs: 10, lingerMs: 0 } } });
    const id = addInstance(cloud, { product });
    const inside = async () => (await run(cloud, product, id, 'cat /proc/sys/kernel/random/boot_id')).Output.trim();
    const before = await inside();
    expect(before).toBe((await cloud.instances.inspect(id))?.bootId);
    await askOne(cloud, product, 'RebootInstance', id);
    await expect.poll(() => cloud.instances.get(id)?.status).toBe('Running');
    const after = await inside();
    expect(after).toBe(cloud.instances.get(id)?.bootId);
    expect(after).not.toBe(before);
  });

  it('a script is broken off with all its processes when its time is up', async () => {
    const cloud = await openCloud({ settings: { commandSecondMs: 300 } });
    const id = addInstance(cloud, { product });
    const script = '(sleep 3.5; echo late > /root/late) & echo begun; sleep 30';
    expect(await run(cloud, product, id, script, { Timeout: 10 })).toMatchObject({
      InvocationStatus: 'Timeout',
      InvokeRecordStatus: 'Failed',
      ErrorCode: 'ExecutionTimeout',
      Output: 'begun\n',
    });
    const later = await run(cloud, product, id, 'sleep 1; test -e /root/late', { Timeout: 100 });
    expect(later.ExitCode).toBe(1);
  });

  it('a script is interrupted when the instance goes down', async () => {
    const cloud = await openCloud({ settings: { power: { stopMs: 10 } } });
    const id = addInstance(cloud, { product });
    const { body } = await begin(cloud, product, id, 'sleep 60');
    const now = () => lookUp(cloud, product, String(body.InvokeId), id);
    await expect.poll(now).toMatchObject({ InvocationStatus: 'Running' });
    await askOne(cloud, product, 'StopInstance', id);
    await expect.poll(now).toMatchObject({ InvocationStatus: 'Error', ErrorCode: 'ExecutionInterrupted' });
  });

  it('a script does not run when the agent is offline', async () => {
    const cloud = await openCloud({ guestRunner: 'none' });
    const id = addInstance(cloud, { product });
    const offline = {
      InvocationStatus: 'Aborted',
      InvokeRecordStatus: 'Failed',
      ErrorCode: 'ClientNotRunning',
      ErrorInfo: 'the aliyun service is not running on the instance',
      StartTime: '',
    };
    expect(await run(cloud, product, id, 'true')).toMatchObject(offline);
  });

  it('a script does not run as a user or in a folder that is not there', async () => {
    const cloud = await openCloud();
    const id = addInstance(cloud, { product });
    const user = product === 'ecs' ? 'Username' : 'WorkingUser';
    expect((await run(cloud, product, id, 'id -un; pwd', { [user]: 'admin' })).Output).toBe('admin\n/home/admin\n');
    expect(await run(cloud, product, id, 'true', { [user]: 'nobody-here' })).toMatchObject({
      InvokeRecordStatus: 'Failed',
      ErrorCode: 'AccountNotExists',
    });
    expect((await run(cloud, product, id, 'pwd', { WorkingDir: '/var' })).Output).toBe('/var\n');
    expect(await run(cloud, product, id, 'true', { WorkingDir: '/none' })).toMatchObject({
      InvokeRecordStatus: 'Failed',
      ErrorCode: 'DirectoryNotExists',
    });
  });
});

describe('an instance that cannot run the command', () => {
  const cases = [
    ['not running', { status: 'Stopped' }, 'InstanceNotRunning', 'Aborted'],
    ['of the other system', { os: 'windows' }, 'CommandNotApplicable', 'Invalid'],
  ] as const;
  const choice = (reading: 'request' | 'result') => ({
    guestRunner: 'none' as const,
    settings: { commandNotApplicable: { ecs: reading, swas: reading } },
  });

  it.each(cases)('an instance that cannot run the command, %s: refused, by default on ecs', async (_what, spec) => {
    expect.hasAssertions();
    for (const options of [undefined, choice('request')]) {
      const cloud = await openCloud(options);
      const { status, body } = await begin(cloud, 'ecs', addInstance(cloud, { product: 'ecs', ...spec }), 'true');
      expect([status, body.Code]).toEqual([403, 'InvalidInstance.NotMatch']);
    }
    const cloud = await openCloud(choice('request'));
    const { status, body } = await begin(cloud, 'swas', addInstance(cloud, { product: 'swas', ...spec }), 'true');
    expect([status, body.Code]).toEqual([403, 'IncorrectInstanceStatus']);
  });

  it.each(cases)(
    'an instance that cannot run the command, %s: told in the result, by default on swas',
    async (_what, spec, ErrorCode, InvocationStatus) => {
      expect.hasAssertions();
      const expected = { ErrorCode, InvocationStatus, InvokeRecordStatus: 'Failed' };
      for (const product of ['ecs', 'swas'] as const) {
        const cloud = await openCloud(product === 'swas' ? { guestRunner: 'none' } : choice('result'));
        const id = addInstance(cloud, { product, ...spec });
        expect(await run(cloud, product, id, 'true')).toMatchObject(expected);
      }
    },
  );

  it('a command for Windows does not suit Linux', async () => {
    const cloud = await openCloud({ guestRunner: 'none' });
    const id = addInstance(cloud, { product: 'ecs' });
    const { body } = await begin(cloud, 'ecs', id, 'dir', { Type: 'RunBatScript' });
    expect(body.Code).toBe('InvalidInstance.NotMatch');
  });

  it('Windows has no guest here: its agent is offline', async () => {
    const cloud = await openCloud();
    const id = addInstance(cloud, { product: 'ecs', os: 'windows' });
    expect(await run(cloud, 'ecs', id, 'dir', { Type: 'RunPowerShellScript' })).toMatchObject({
      ErrorCode: 'ClientNotRunning',
    });
  });
});
