import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/**
 * Waits until functions have logged such a line; false when they did not within a minute.
 * @param logged what they log, live
 */
export async function untilLogged(logged: readonly string[], isMeant: (line: string) => boolean): Promise<boolean> {
  for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; await wait(20)) {
    if (logged.some(isMeant)) return true;
  }
  return false;
}
