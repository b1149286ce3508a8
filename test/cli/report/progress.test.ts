import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { showProgress } from '../../../cli/report/progress.ts';

/** A stream that is a terminal or is not, and what was written to it. */
function createOutput(isTTY: boolean) {
  const text = Object.assign(new PassThrough(), { isTTY });
  return { stream: text as unknown as NodeJS.WriteStream, shown: () => String(text.read() ?? '') };
}

describe('progress', () => {
  it('is one plain line where nobody watches', () => {
    const { stream, shown } = createOutput(false);

    showProgress('attach: asking', stream)();

    expect(shown()).toBe('attach: asking\n');
  });

  it('is a line that goes away again on a terminal', () => {
    const { stream, shown } = createOutput(true);

    showProgress('attach: asking', stream)();

    expect(shown()).toBe('\rattach: asking 0 s\r\u001b[K');
  });
});
