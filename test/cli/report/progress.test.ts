import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { showProgress } from '../../../cli/report/progress.ts';

/** A stream that is a terminal or is not, and what was written to it. */
function createOutput(isTTY: boolean) {
  const text = Object.assign(new PassThrough(), { isTTY });
  return { stream: text as unknown as NodeJS.WriteStream, shown: () => String(text.read() ?? '') };
}

describe('progress', () => {
  it('progress is plain lines where nobody watches', () => {
    const { stream, shown } = createOutput(false);

    const progress = showProgress('attach: asking', stream);
    progress.update(1, 4);
    progress.finish();

    expect(shown()).toBe('attach: asking\nattach: asking: 1 of 4 done\n');
  });

  it('progress is a line with a bar that goes away again on a terminal', () => {
    const { stream, shown } = createOutput(true);

    const progress = showProgress('attach: asking', stream);
    progress.update(1, 4);
    progress.finish();

    const bar = `[${'#'.repeat(6)}${'.'.repeat(18)}] 1/4`;
    expect(shown()).toBe(`\r\u001b[Kattach: asking 0 s\r\u001b[Kattach: asking ${bar} 0 s\r\u001b[K`);
  });
});
