import { describe, expect, it } from 'vitest';
import { keptStories } from './story/kept-stories.ts';
import { shrink } from './story/shrink.ts';
import { runStory } from './story/story.ts';
import { saySad, tellStories } from './story/tell-stories.ts';

const seeds = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe('stories of a fleet', () => {
  it('every one of some ends with someone able to log in, one key of ours, and nothing fine that is not', async () => {
    const { stories, acts, calls, faults, notYet } = await tellStories(seeds(25));

    console.log(`seeds 1-${stories}: ${acts} acts, ${calls} cloud calls`);
    for (const one of notYet) console.log(`  not yet: ${saySad(one)}`);
    expect(faults.map(saySad)).toEqual([]);
  });

  it.each(Object.entries(keptStories))('a story that went wrong once ends well: %s', async (_, story) => {
    expect((await runStory(story)).broken).toBeNull();
  });

  it('a story is shortened to the acts without which it would end well', async () => {
    const noise = { kind: 'pass', which: 3, how: 7 };
    const story = [noise, { kind: 'now', which: 0, how: 0 }, noise, { kind: 'removeLine', which: 0, how: 0 }, noise];

    const short = await shrink(story, async (acts) => acts.some(({ kind }) => kind === 'removeLine'));

    expect(short.map(({ kind }) => kind)).toEqual(['removeLine']);
  });

  it('the same story ends the same way however often it is told', async () => {
    const story = [
      { kind: 'now', which: 0, how: 0 },
      { kind: 'twoAtOnce', which: 211, how: 1 },
      { kind: 'pass', which: 0, how: 3 },
    ];

    expect(await runStory(story)).toEqual(await runStory(story));
  });
});
