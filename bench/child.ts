import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A script of the bench in a process of its own, which is asked and answers one message at a time. */
export interface Child {
  ask<Answer>(question: object): Promise<Answer>;
  end(): void;
}

/** Starts a script, TypeScript or not. */
export function startChild(script: URL, nodeOptions: readonly string[] = []): Child {
  const execArgv = script.pathname.endsWith('.ts') ? ['--import', 'tsx', ...nodeOptions] : [...nodeOptions];
  const child = fork(fileURLToPath(script), { execArgv });
  return {
    ask: (question) => {
      child.send(question);
      return nextMessage(child);
    },
    end: () => child.kill('SIGKILL'),
  };
}

function nextMessage<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`a process of the bench ended with ${code}`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message as Answer);
    });
  });
}

/** The other side: answers every question. */
export function answerQuestions(answer: (question: never) => Promise<object>): void {
  process.on('message', (question) => {
    answer(question as never).then(
      (found) => process.send?.(found),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
