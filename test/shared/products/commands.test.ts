import { describe, expect, it } from 'vitest';
import { toAgents, toCommandResults } from '../../../shared/products/commands.ts';

const read = (row: object) => toCommandResults(['i-1'], [{ InstanceId: 'i-1', ...row }]).get('i-1');

describe('result of a script', () => {
  it.each(['Pending', 'Scheduled', 'Running', 'Stopping', ''])(
    'the result of a script is not in while it is %j',
    (InvocationStatus) => {
      expect(read({ InvocationStatus, InvokeRecordStatus: 'Running' })).toBeUndefined();
    },
  );

  it('the result of a script is its exit code and output when it ran to its end', () => {
    const Output = Buffer.from('é\n').toString('base64');
    expect(read({ InvocationStatus: 'Success', ExitCode: 0, Output })).toEqual({
      status: 'finished',
      exitCode: 0,
      output: 'é\n',
      code: null,
      message: null,
    });
  });

  it('the result of a script is finished with another exit code than 0, whatever its type', () => {
    const row = { InvocationStatus: 'Failed', ErrorCode: 'ExitCodeNonzero', ErrorInfo: 'not zero' };
    expect(read({ ...row, ExitCode: '7' })).toMatchObject({ status: 'finished', exitCode: 7, code: 'ExitCodeNonzero' });
  });

  it('the result of a script has no exit code when time ran out', () => {
    const row = { InvocationStatus: 'Timeout', ExitCode: 0, ErrorCode: 'ExecutionTimeout' };
    expect(read(row)).toMatchObject({ status: 'timeout', exitCode: null, code: 'ExecutionTimeout' });
  });

  it.each(['Error', 'Aborted', 'Invalid', 'Cancelled', 'Terminated', 'ANewWord'])(
    'the result of a script is a failure when it is %s',
    (InvocationStatus) => {
      const row = { InvocationStatus, ErrorCode: 'ClientNotRunning', ErrorInfo: 'the agent is not running' };
      expect(read(row)).toEqual({
        status: 'failed',
        exitCode: null,
        output: '',
        code: 'ClientNotRunning',
        message: 'the agent is not running',
      });
    },
  );

  it('the result of a script is left out when it is of an instance not asked for', () => {
    const rows = [{ InstanceId: 'i-2', InvocationStatus: 'Success', ExitCode: 0 }];
    expect(toCommandResults(['i-1'], rows).size).toBe(0);
  });
});

it('an agent that the answer leaves out does not answer', () => {
  expect([...toAgents(['i-1', 'i-2'], ['i-2', 'i-3'])]).toEqual([
    ['i-1', false],
    ['i-2', true],
  ]);
});
