import { type Command, UsageError } from './usage.ts';

/** Each command is loaded only when it is run. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  attach: async () => (await import('./commands/attach.ts')).attach,
  detach: async () => (await import('./commands/detach.ts')).detach,
  plan: async () => (await import('./commands/plan.ts')).plan,
  check: async () => (await import('./commands/check.ts')).check,
  rotation: async () => (await import('./commands/rotation.ts')).rotation,
  local: async () => (await import('./commands/local.ts')).local,
  demo: async () => (await import('./commands/demo.ts')).demo,
};

/**
 * Runs `keyfleet <command> [options]`. Resolves to the exit code: 0 done, 1 done with something left or failed,
 * 2 wrong usage or a refused request, 3 no answer.
 */
export async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return showCommands(name);
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) return complain(`there is no command ${JSON.stringify(name)}`, 'keyfleet --help');
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) return print(command.help);
  try {
    return await command.run(args, process.env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return complain(error.message, `keyfleet ${name} --help`);
  }
}

async function showCommands(asked: string | undefined): Promise<number> {
  const loaded = Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(8)} ${(await load()).summary}`);
  const lines = (await Promise.all(loaded)).join('\n');
  const help = `Usage: keyfleet <command> [options]\n\n${lines}\n\nkeyfleet <command> --help says more.\n`;
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
