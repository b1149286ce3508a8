import { tmpdir } from 'node:os';
import { HostConfigError } from '@keyfleet/local-cloud';
import { describeBuildFailure } from '../build/failure.ts';

const ADVICE = 'npx keyfleet check says more of fleet.yaml and s.yaml';

/** What a failing system call may say that is the machine's fault, in words. */
const PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no room left on the disk',
  EDQUOT: "the user's share of the disk is used up",
  EROFS: 'the file system is read-only',
  EACCES: 'it may not be written or read',
  EPERM: 'it may not be written or read',
  EMFILE: 'too many files are open (ulimit -n)',
  ENFILE: 'too many files are open',
};

/** Says so on standard error, and returns the exit code. @throws the error, where it is none of those */
export function complainOfStart(error: unknown, flagOf?: (port: number) => string): number {
  const lines = describeStartFailure(error, flagOf);
  if (!lines) throw error;
  process.stderr.write(lines.map((line) => `keyfleet: ${line}\n`).join(''));
  return 1;
}

type SystemError = { code?: string; syscall?: string; port?: number; path?: string; dest?: string };

/**
 * Lines that say why a local stack did not start, without a stack trace: what is wrong with the files of the project, with
 * a port or with the machine. Null for any other error, which is a fault of Keyfleet.
 * @param flagOf the option that chooses a port
 */
export function describeStartFailure(
  error: unknown,
  flagOf: (port: number) => string = () => '--port',
): string[] | null {
  const inFiles = describeBuildFailure(error) ?? (error instanceof HostConfigError ? [error.message] : null);
  const unwritten = inFiles?.map(describeUnwritten).find((line) => line !== null);
  if (inFiles) return unwritten === undefined ? [...inFiles, ADVICE] : [unwritten];
  const { syscall, ...failure } = (error ?? {}) as SystemError;
  const line =
    syscall === 'listen' || syscall === 'connect' ? describeListening(failure, flagOf) : describeFile(failure);
  return line === null ? null : [line];
}

/** The bundler words what the system says itself. */
function describeUnwritten(line: string): string | null {
  const [, path, reason = ''] = /^Failed to write to output file: \w+ (.*): ([^:]+)$/.exec(line) ?? [];
  const code = { 'no space left on device': 'ENOSPC', 'disk quota exceeded': 'EDQUOT' }[reason];
  return path === undefined || code === undefined ? null : describeFile({ path, code });
}

const NO_LOOPBACK: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'ENETUNREACH', 'EHOSTUNREACH']);

function describeListening({ code, port = 0 }: SystemError, flagOf: (port: number) => string): string | null {
  if (NO_LOOPBACK.has(code)) return 'nothing on this machine is reached at 127.0.0.1: is its loopback interface up?';
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return null;
  const problem = code === 'EACCES' ? 'may not be used' : 'is in use';
  return `port ${port} ${problem}: choose another with ${flagOf(port)}, or 0 for any`;
}

function describeFile({ code = '', path, dest = path }: SystemError): string | null {
  if (code === 'ENOENT') return path === undefined ? null : `there is no ${path}`;
  const problem = PROBLEMS[code];
  return problem === undefined ? null : `${dest ?? tmpdir()}: ${problem}; TMPDIR says where temporary files go`;
}
