import { readFileSync } from 'node:fs';
import { type Command, UsageError } from './usage.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

interface Entry {
  /** One line for the list of commands. */
  readonly summary: string;
  /** Each command is loaded only when it is run. */
  load(): Promise<Command>;
}

/** The commands, by the name that they are called by. */
export const commands: Readonly<Record<string, Entry>> = {
  attach: {
    summary: 'Attach a key pair to instances',
    load: async () => (await import('./commands/change.ts')).attach,
  },
  detach: {
    summary: 'Detach a key pair from instances',
    load: async () => (await import('./commands/change.ts')).detach,
  },
  plan: {
    summary: 'Show what a reconcile of fleet.yaml would do',
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  list: {
    summary: 'List the instances of the fleet and what they carry',
    load: async () => (await import('./commands/list.ts')).list,
  },
  check: {
    summary: 'Check fleet.yaml and s.yaml',
    load: async () => (await import('./commands/check.ts')).check,
  },
  rotation: {
    summary: 'See and steer the rotation of key pairs',
    load: async () => (await import('./commands/rotation.ts')).rotation,
  },
  local: {
    summary: 'Run the functions against a local cloud (npm start)',
    load: async () => (await import('./commands/local.ts')).local,
  },
  demo: {
    summary: 'Show it all on a local cloud (npm run demo)',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
};

/**
 * Runs `keyfleet <command> [options]`. Resolves to the exit code: 0 done, 1 done with something left or failed,
 * 2 wrong usage or a refused request, 3 no answer.
 */
export async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return showCommands(name);
  if (name === '--version' || name === '-V') return print(`${version}\n`);
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!entry) return complain(`there is no command ${JSON.stringify(name)}`, 'keyfleet --help');
  const command = await entry.load();
  if (args.includes('--help') || args.includes('-h')) return print(command.help);
  try {
    return await command.run(args, process.env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return complain(error.message, `keyfleet ${name} --help`);
  }
}

function showCommands(asked: string | undefined): number {
  const lines = Object.entries(commands)
    .map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`)
    .join('\n');
  const help = `Usage: keyfleet <command> [options]\n\n${lines}\n\nkeyfleet <command> --help says more; keyfleet --version.\n`;
  if (asked !== undefined) return print(help);
  process.stderr.write(help);
  return 2;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function complain(problem: string, advice: string): number {
  process.stderr.write(`keyfleet: ${problem}\nSee ${advice}\n`);
  return 2;
}
