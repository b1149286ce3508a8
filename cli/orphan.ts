/** How often a parent is looked for. */
const LOOK_EVERY_MS = 1_000;

/**
 * Resolves when the process that started this one is gone, if that is npm: a signal that ends `npx keyfleet local` ends npx
 * alone, and passes nothing on. Started by anything else, as from a shell with `&`, the stack outlives its parent: then
 * this never resolves. It keeps no process alive.
 * @param env npm sets `npm_command` for what it runs
 * @param parent the current parent's id
 */
export function untilOrphaned(
  env: Readonly<Record<string, string | undefined>> = process.env,
  parent = () => process.ppid,
): Promise<void> {
  const first = parent();
  return new Promise((resolve) => {
    if (env['npm_command'] === undefined) return;
    const looking = setInterval(() => {
      if (parent() === first) return;
      clearInterval(looking);
      resolve();
    }, LOOK_EVERY_MS);
    looking.unref();
  });
}
