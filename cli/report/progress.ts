const BAR = 24;

/** Progress, shown on standard error. */
export interface Progress {
  /** Shows how far it is. */
  update(done: number, total: number): void;
  /** Call it when it is over. */
  finish(): void;
}

/**
 * Says that something is under way: plain lines, or on a terminal one line that counts the seconds, shows a bar once
 * it is known how far it is, and goes away.
 */
export function showProgress(text: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? drawLine(text, stream) : writeLines(text, stream);
}

function writeLines(text: string, stream: NodeJS.WriteStream): Progress {
  stream.write(`${text}\n`);
  return { update: (done, total) => stream.write(`${text}: ${done} of ${total} done\n`), finish: () => {} };
}

function drawLine(text: string, stream: NodeJS.WriteStream): Progress {
  const startedMs = performance.now();
  let bar = '';
  const draw = () => stream.write(`\r\u001b[K${text}${bar} ${Math.round((performance.now() - startedMs) / 1000)} s`);
  draw();
  const timer = setInterval(draw, 1000);
  return {
    update: (done, total) => {
      const filled = Math.round((BAR * done) / total);
      bar = ` [${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${done}/${total}`;
      draw();
    },
    finish: () => {
      clearInterval(timer);
      stream.write('\r\u001b[K');
    },
  };
}
