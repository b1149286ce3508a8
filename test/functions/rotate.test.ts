import { startLocalCloud } from '@keyfleet/local-cloud';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { handler } from '../../functions/rotate.ts';
import { type RotationReport, summarizeRotation } from '../../shared/rotation/report/report.ts';
import { contextFor } from '../stack.ts';
import { httpEvent } from './http-event.ts';

async function openStage() {
  const cloud = await startLocalCloud({ fleet: 'demo' });
  onTestFinished(() => cloud.close());
  vi.stubEnv('KEYFLEET_ENDPOINT', cloud.url);
  const send = (event: object) => handler(Buffer.from(JSON.stringify(event)), contextFor(cloud, 120));
  const post = async (body: object) => {
    const answer = (await send(httpEvent(JSON.stringify(body)))) as { statusCode: number; body: string };
    return { status: answer.statusCode, body: JSON.parse(answer.body) as RotationReport };
  };
  return { cloud, send, post };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the rotate function', () => {
  it('rotates the demo fleet when it is asked to, and sums it up for the log', async () => {
    const { cloud, post } = await openStage();
    const { status, body } = await post({ action: 'now', keyPair: 'ops' });
    const [ops] = body.keyPairs;
    expect({ status, phase: ops?.phase, health: ops?.health }).toEqual({
      status: 200,
      phase: 'grace',
      health: 'fine',
    });
    expect(ops?.counts).toMatchObject({ verified: 7, unattached: 1, foreign: 1, excluded: 4 });
    const moved = cloud.instances.list().filter(({ keyPairName }) => keyPairName === ops?.current);
    expect(moved).toHaveLength(7);
    expect(summarizeRotation(body)).toMatchObject({ action: 'now', keyPairs: [{ keyPair: 'ops', phase: 'grace' }] });
  });

  it('begins nothing on a tick of its timer before the key pair is old enough', async () => {
    const { cloud, send } = await openStage();
    const event = { triggerTime: '2026-11-21T12:00:00Z', triggerName: 'tick', payload: '{"action":"tick"}' };
    expect(await send(event)).toMatchObject({ action: 'tick', keyPairs: [{ phase: 'notStarted', health: 'fine' }] });
    expect(cloud.calls.list().map(({ action }) => action)).not.toContain('CreateSecret');
  });

  it('changes nothing for a status or a dry run', async () => {
    const { cloud, post } = await openStage();
    expect(await post({ action: 'status' })).toMatchObject({ status: 200 });
    expect(await post({ action: 'now', keyPair: 'ops', dryRun: true })).toMatchObject({ status: 200 });
    const writes = cloud.calls.list().filter(({ action }) => !/^(Describe|List|Get)/.test(action ?? ''));
    expect(writes).toEqual([]);
  });

  it.each([
    [{ action: 'now' }, 400, 'InvalidParameter'],
    [{ action: 'now', keyPair: 'nobody' }, 400, 'InvalidParameter'],
    [{ action: 'status', keyPair: 'ops', revoke: true }, 400, 'InvalidParameter'],
    [{ action: 'destroy', keyPair: 'ops' }, 400, 'InvalidParameter'],
    [{ product: 'ecs', regionId: 'cn-hangzhou', instanceIds: ['i-1'], dryRun: true }, 400, 'InvalidParameter'],
    [
      { triggerName: 'tick', triggerTime: '2026-11-21T00:00:00Z', payload: '{"action":"tick"}' },
      400,
      'InvalidParameter',
    ],
    [{ action: 'now', keyPair: 'ops', awaySince: '2026-11-21T00:00:00Z' }, 400, 'InvalidParameter'],
    [{ action: 'rollback', keyPair: 'ops' }, 409, 'RotationRefused'],
    [{ action: 'record', keyPair: 'ops' }, 409, 'RotationRefused'],
  ])('refuses %j with %i', async (request, status, code) => {
    const { post } = await openStage();
    expect(await post(request)).toMatchObject({ status, body: { code } });
  });
});
