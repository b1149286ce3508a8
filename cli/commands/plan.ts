import { callFunction } from '../call/function.ts';
import { invokeOptions, readInvokeOptions } from '../call/invoke-options.ts';
import { showAnswer } from '../report/show-answer.ts';
import { type Command, type Env, readOptions } from '../usage.ts';

const help = `Show what a reconcile would do, instance by instance: what fleet.yaml says against what is there. Changes nothing.
The function auto-attach is asked, so it is the fleet.yaml it was built with that counts.

  --url ADDRESS    the platform's API, https://<account>.<region>.fc.aliyuncs.com; default KEYFLEET_URL, else the local
                   host, http://127.0.0.1:4500
  --invoke WAY     fc3 (default) or fc2; auto-attach has no HTTP trigger
  --service NAME   for fc2: the service that the functions are in
  --json           print the function's answer instead of a table

Credentials: as for keyfleet attach; they need fc:InvokeFunction.

Exit code: 0 shown; 1 something failed or could not be looked at; 2 wrong usage or refused; 3 no answer.

Examples:
  keyfleet plan
  keyfleet plan --url https://1234567890123456.cn-hangzhou.fc.aliyuncs.com
`;

export const plan: Command = { help, run };

async function run(args: string[], env: Env): Promise<number> {
  const options = { url: { type: 'string' }, json: { type: 'boolean' }, ...invokeOptions } as const;
  const { url, json = false, invoke = 'fc3', service } = readOptions(args, options);
  const invocation = readInvokeOptions(invoke, service);
  const request = { action: 'plan' };
  return showAnswer(() => callFunction({ name: 'auto-attach', request, url, env, ...invocation }), json);
}
