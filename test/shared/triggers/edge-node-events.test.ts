import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../shared/triggers/events.ts';
import { accountId, sample } from './samples.ts';

/*
 * The content of CloudMonitor's event of a new edge node is not documented, so each name that other events of it use is
 * read, and the ARN beside the content where there is none.
 */
const { content: _, ...envelope } = sample('cms-ens-created');
const arn = `acs:ens:cn-hangzhou:${accountId}:instance/i-5outer`;

describe('an event of a new edge node', () => {
  it.each<[string, unknown, string[]]>([
    ['instanceId', { instanceId: 'i-5a' }, ['i-5a']],
    ['InstanceId', { InstanceId: 'i-5a' }, ['i-5a']],
    ['resourceId', { resourceId: 'i-5a' }, ['i-5a']],
    ['instanceIds', { instanceIds: ['i-5a', 'i-5b'] }, ['i-5a', 'i-5b']],
    ['instanceIds, as the text of a list', { instanceIds: '["i-5a","i-5b"]' }, ['i-5a', 'i-5b']],
    ['no name that is known', { state: 'Running' }, ['i-5outer']],
  ])('names its instances by %s', (__, content, instanceIds) => {
    const { hints } = readEvents({ ...envelope, resourceId: arn, content }, accountId);

    expect(hints).toMatchObject([{ product: 'ens', regionId: null, instanceIds }]);
  });

  it('may have its content as a text', () => {
    const content = JSON.stringify({ instanceId: 'i-5a' });

    expect(readEvents({ ...envelope, resourceId: arn, content }, accountId).hints).toMatchObject([
      { instanceIds: ['i-5a'] },
    ]);
  });

  it('is no hint when nothing in it names an instance', () => {
    const { resourceId: __, ...bare } = envelope as typeof envelope & { resourceId?: unknown };

    expect(readEvents({ ...bare, content: { state: 'Running' } }, accountId).hints).toEqual([]);
  });
});
