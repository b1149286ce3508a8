import type { WorkerRequest } from 'vitest/node';

/** What passes between the runner and a worker besides its requests: calls either way, and their answers. */
type Call = { readonly t: 'q'; readonly m: string; readonly i?: string };
type Answer = { readonly t: 's'; readonly i: string };
type Message = WorkerRequest | Call | Answer | { readonly type: string };

/** Follows what is said to a worker and what it says. */
export interface SilenceWatch {
  say(message: object): void;
  hear(message: object): void;
  end(): void;
}

/**
 * Calls `onSilence` once when a worker that has a file to run says nothing for `afterMs`, with an account of it: the file,
 * and what the worker asked of the runner without an answer, which tells on which side it hangs.
 */
export function createSilenceWatch(afterMs: number, onSilence: (account: string) => void): SilenceWatch {
  const unanswered = new Map<string, string>();
  let files: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const end = () => clearTimeout(timer);
  const restart = () => {
    end();
    if (files.length > 0)
      timer = setTimeout(() => onSilence(account(files, afterMs, [...unanswered.values()])), afterMs);
  };
  return {
    end,
    say: (said) => {
      const message = said as Message;
      if ('t' in message && message.t === 's') unanswered.delete(message.i);
      if (!('type' in message) || message.type !== 'run') return;
      files = (message as Extract<WorkerRequest, { type: 'run' }>).context.files.map(({ filepath }) => filepath);
      restart();
    },
    hear: (heard) => {
      const message = heard as Message;
      if ('t' in message && message.t === 'q' && message.i) unanswered.set(message.i, message.m);
      if ('type' in message && message.type === 'testfileFinished') files = [];
      restart();
    },
  };
}

function account(files: readonly string[], afterMs: number, unanswered: readonly string[]): string {
  const waits =
    unanswered.length > 0 ? `it waits for the runner's answer to ${unanswered.join(', ')}` : 'it asks for nothing';
  return `${files.join(', ')}: its worker said nothing for ${afterMs / 1000} s and is ended; ${waits}`;
}
