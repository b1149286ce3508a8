/**
 * Reads the arguments of a developers' command. With `--help` its usage is printed and the process ends; with what it does
 * not take, one line that says so, and exit code 2.
 * @param read throws TypeError or RangeError for what the command does not take, as node:util's parseArgs does
 */
export function readArguments<T>(usage: string, read: (args: readonly string[]) => T): T {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage.trim());
    return process.exit(0);
  }
  try {
    return read(args);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    console.error(`${error.message.split('. ')[0]}. --help says what there is.`);
    return process.exit(2);
  }
}
