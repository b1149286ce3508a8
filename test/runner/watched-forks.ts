import { ForksPoolWorker, type PoolOptions, type PoolRunnerInitializer, type WorkerRequest } from 'vitest/node';
import { createSilenceWatch, type SilenceWatch } from './silence-watch.ts';

const name = 'watched-forks';

/**
 * Vitest's forks, each of which is ended when it hangs: Vitest bounds tests, hooks, a worker's start and its end, but not
 * what happens between, such as loading a file. The file then fails, and the others run in a new worker.
 * @param afterMs how long a worker may say nothing: longer than any test, which says something at its end
 */
export function watchedForks(afterMs: number): PoolRunnerInitializer {
  return { name, createPoolWorker: (options) => new WatchedWorker(options, afterMs) };
}

class WatchedWorker extends ForksPoolWorker {
  override readonly name = name;
  readonly #watch: SilenceWatch;

  constructor(options: PoolOptions, afterMs: number) {
    super(options);
    this.#watch = createSilenceWatch(afterMs, (account) => {
      options.project.vitest.logger.error(account);
      void super.stop();
    });
  }

  override async start(): Promise<void> {
    await super.start();
    this.on('message', (message: object) => this.#watch.hear(message));
    this.on('exit', () => this.#watch.end());
  }

  override send(message: WorkerRequest): void {
    this.#watch.say(message);
    super.send(message);
  }

  override async stop(): Promise<void> {
    this.#watch.end();
    await super.stop();
  }
}
