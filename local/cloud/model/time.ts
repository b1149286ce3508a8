/** UTC to the second: `2024-05-06T02:28:09Z`. */
export const toSeconds = remembering((epochMs) => `${new Date(epochMs).toISOString().slice(0, 19)}Z`);

/** UTC to the minute, as creation times appear: `2018-10-10T01:00Z`. */
export const toMinutes = remembering((epochMs) => `${new Date(epochMs).toISOString().slice(0, 16)}Z`);

/** Instances that were made together have one time: the last few texts are kept. */
function remembering(write: (epochMs: number) => string): (epochMs: number) => string {
  const texts = new Map<number, string>();
  return (epochMs) => {
    const text = texts.get(epochMs) ?? write(epochMs);
    if (texts.size >= 64) texts.clear();
    texts.set(epochMs, text);
    return text;
  };
}
