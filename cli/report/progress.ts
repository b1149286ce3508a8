/**
 * Says on standard error that something is under way: one plain line, or on a terminal one line that counts the
 * seconds and goes away. Call the result when it is over.
 */
export function showProgress(text: string, stream: NodeJS.WriteStream = process.stderr): () => void {
  if (!stream.isTTY) {
    stream.write(`${text}\n`);
    return () => {};
  }
  const startedMs = performance.now();
  const draw = () => stream.write(`\r${text} ${Math.round((performance.now() - startedMs) / 1000)} s`);
  draw();
  const timer = setInterval(draw, 1000);
  return () => {
    clearInterval(timer);
    stream.write('\r\u001b[K');
  };
}
