import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { toSeconds } from '../../../model/time.ts';
import { commandRefusals } from '../command-refusals.ts';
import { region } from '../parameters.ts';
import { instanceId } from '../power-rules.ts';
import { instances } from '../resources.ts';

/**
 * What became of one script in one server; the output is Base64. Source: SWAS-OPEN 2020-06-01
 * DescribeInvocationResult. Choices: an unknown execution is refused; while there is no exit code, it is left out.
 */
export const describeInvocationResult = defineAction({
  parameters: { RegionId: region, InstanceId: instanceId, InvokeId: { type: 'string', required: true } },
  resources: ({ RegionId, InstanceId }) => instances(RegionId, [InstanceId]),
  run: (cloud, { RegionId, InstanceId, InvokeId }) => {
    const found = cloud.assistant.results().findLast(({ invokeId, instanceId: id, command }) => {
      return invokeId === InvokeId && id === InstanceId && command.product === 'swas' && command.regionId === RegionId;
    });
    if (!found) throw new CloudError(commandRefusals.invocationNotFound);
    return {
      InvocationResult: {
        InvokeId,
        InstanceId,
        InvocationStatus: found.invocationStatus,
        InvokeRecordStatus: found.recordStatus,
        ...(found.exitCode !== null && { ExitCode: found.exitCode }),
        Output: found.output.toString('base64'),
        ErrorCode: found.errorCode,
        ErrorInfo: found.errorInfo,
        StartTime: found.startTime === null ? '' : toSeconds(found.startTime),
        FinishedTime: found.finishedTime === null ? '' : toSeconds(found.finishedTime),
        InvokeUser: found.userName,
      },
    };
  },
});
