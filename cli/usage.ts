import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command was called in a way it does not understand. The message is for the person who typed it. */
export class UsageError extends Error {}

/** The environment that a command reads. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A sub-command. `run` takes what follows its name and resolves to the exit code. */
export type Command = {
  readonly help: string;
  run(args: string[], env: Env): Promise<number>;
};

/**
 * Reads options, refusing those that are unknown or incomplete, and positional arguments.
 * @throws UsageError
 */
export function readOptions<const O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(firstSentence(error instanceof Error ? error.message : String(error)));
  }
}

/** Node adds advice on `--` that does not apply here. */
function firstSentence(message: string): string {
  return message.split(/\. |\n/)[0] ?? message;
}

/** What is to serve the logins of guests. @throws UsageError */
export function readGuestSshd(text: string): 'auto' | 'stand-in' {
  if (text === 'auto' || text === 'stand-in') return text;
  throw new UsageError(`--guest-sshd: expected auto or stand-in, got ${JSON.stringify(text)}`);
}

/** A port number; 0 stands for any free port. @throws UsageError */
export function readPort(flag: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--${flag}: expected a port from 0 to 65535, got ${JSON.stringify(text)}`);
}
