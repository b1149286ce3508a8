import { ONLY } from '../../shared/inventory/query.ts';
import { callFunction } from '../call/function.ts';
import { invokeOptions, readInvokeOptions } from '../call/invoke-options.ts';
import { type Fleet, fetchAll } from '../report/fetch-fleet.ts';
import { FORMATS, type Format, renderFleet } from '../report/fleet-formats.ts';
import { type Command, type Env, readOptions, UsageError } from '../usage.ts';

const help = `List the instances of the fleet and what they carry, selected by fleet.yaml or not. Changes nothing.
The function fleet is asked; it looks where fleet.yaml has instances of a product, and in its own region.

  --product NAME     ecs, ens or swas alone
  --region ID        one region alone
  --key-pair NAME    those that carry it; of a rotated key pair, any generation of it
  --only WHICH       withoutKey, unmanaged (fleet.yaml does not select it), drifted (not as fleet.yaml says), ignored
  -o FORMAT          table (default), wide, json, jsonl, csv or markdown
  --url ADDRESS      the platform's API, https://<account>.<region>.fc.aliyuncs.com; default KEYFLEET_URL, else the local
                     host, http://127.0.0.1:4500
  --invoke WAY       fc3 (default) or fc2; fleet has no HTTP trigger
  --service NAME     for fc2: the service that the functions are in

Credentials: as for keyfleet attach; they need fc:InvokeFunction on that function.

Exit code: 0 all was seen; 1 something could not be looked at; 2 wrong usage or refused; 3 no answer.

Examples:
  keyfleet list
  keyfleet list --only drifted -o wide
  keyfleet list --key-pair ops -o csv
`;

export const list: Command = { help, run };

const options = {
  product: { type: 'string' },
  region: { type: 'string' },
  'key-pair': { type: 'string' },
  only: { type: 'string' },
  output: { type: 'string', short: 'o', default: 'table' },
  url: { type: 'string' },
  ...invokeOptions,
} as const;

async function run(args: string[], env: Env): Promise<number> {
  const { url, invoke = 'fc3', service, output, only, product, region, ...given } = readOptions(args, options);
  const format = readFormat(output);
  if (only !== undefined && !ONLY.includes(only as never)) {
    throw new UsageError(`--only: expected one of ${ONLY.join(', ')}, got ${JSON.stringify(only)}`);
  }
  const filter = { product, regionId: region, keyPair: given['key-pair'], only };
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  const invocation = readInvokeOptions(invoke, service);
  const ask = (page: object) =>
    callFunction({ name: 'fleet', request: { action: 'instances', ...asked, ...page }, url, env, ...invocation });
  const answer = await fetchAll(ask);
  if ('complaint' in answer) {
    process.stderr.write(`keyfleet: ${answer.complaint}\n`);
    return answer.exitCode;
  }
  return print(answer, format);
}

function print(fleet: Fleet, format: Format): number {
  process.stdout.write(renderFleet(fleet, format));
  return fleet.complete ? 0 : 1;
}

function readFormat(text: string): Format {
  const format = FORMATS.find((one) => one === text);
  if (format) return format;
  throw new UsageError(`--output: expected one of ${FORMATS.join(', ')}, got ${JSON.stringify(text)}`);
}
