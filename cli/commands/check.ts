import { checkFiles, renderProblem } from '../check/check-files.ts';
import { type Command, type Env, readOptions } from '../usage.ts';

const help = `Check fleet.yaml and s.yaml, each for itself and together, before anything is built or deployed.

  --fleet FILE     the desired state; default fleet.yaml
  --spec FILE      the functions; default s.yaml

Every problem is named with file, line, column and path:
  fleet.yaml:8:24: keyPairs.0.instances.1.regions: expected no regions, because ens is one central service

Exit code: 0 nothing found; 2 something found, or wrong usage.

Examples:
  keyfleet check
  keyfleet check --fleet fleet.yaml --spec s.yaml
`;

export const check: Command = { help, run };

async function run(args: string[], env: Env): Promise<number> {
  const files = readOptions(args, {
    fleet: { type: 'string', default: 'fleet.yaml' },
    spec: { type: 'string', default: 's.yaml' },
  });
  const { problems, notes, keyPairs, functions } = await checkFiles(files, env);
  if (problems.length === 0) {
    const found = [count(keyPairs, 'key pair'), count(functions, 'function')];
    process.stdout.write(`${files.fleet}: ${found[0]}, ${files.spec}: ${found[1]}, no problems\n`);
    for (const note of notes) process.stdout.write(`note: ${note}\n`);
    return 0;
  }
  process.stderr.write(`${problems.map(renderProblem).join('\n')}\n${count(problems.length, 'problem')}\n`);
  return 2;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
