/** Runs tasks in order, one in each turn of the event loop: what is heavy in sum holds nothing else up. */
export function createTurns(): (task: () => void) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (task) => {
    const result = last.then(() => new Promise<void>((resolve) => setImmediate(resolve))).then(task);
    last = result.catch(() => {});
    return result;
  };
}
