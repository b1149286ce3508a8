import { describe, expect, it } from 'vitest';
import { readLifecycle } from '../../../shared/triggers/lifecycle.ts';

const event = { id: 'e-1', source: 'acs.ess', type: 'ess:LifecycleHook:ScaleOut' };
const content = { lifecycleHookId: 'ash-1', lifecycleActionToken: 'token', lifecycleTransition: 'SCALE_OUT' };

describe('a scale-out that a hook holds back', () => {
  it.each([
    [{ instanceIds: ['i-1', 'i-2'] }, ['i-1', 'i-2']],
    [{ instanceId: 'i-1' }, ['i-1']],
  ])('names its instances as %j', (fields, instanceIds) => {
    const reading = readLifecycle({ ...content, ...fields }, 'cn-hangzhou', event);
    expect(reading).toMatchObject({ hint: { product: 'ecs', regionId: 'cn-hangzhou', instanceIds } });
  });
});
