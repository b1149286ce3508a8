import { duels } from '../duels.ts';
import { runDuel } from '../run-duel.ts';
import { keptStories } from '../story/kept-stories.ts';
import { runStory, writeStory } from '../story/story.ts';

/*
 * Run by itself, bundled with a fault in it or none: prints as JSON what stories and schedules notice. What was noticed without
 * the fault is given as the argument, and then the first thing beyond it is enough.
 */
const SEEDS = 40;
const given = process.argv[2];
const known = new Set<string>(JSON.parse(given ?? '[]'));

async function* notice(): AsyncGenerator<string> {
  for (const [name, story] of Object.entries(keptStories)) {
    const { broken } = await runStory(story);
    if (broken) yield `${name}: ${broken.invariant}`;
  }
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { broken } = await runStory(writeStory(seed));
    if (broken) yield `story ${seed}, ${broken.invariant}`;
  }
  for (const duel of duels) {
    const { findings } = await runDuel(duel, { most: 1, deathEvery: 3 });
    for (const { invariant } of findings) yield `${duel.name}, ${invariant}`;
  }
}

const noticed: string[] = [];
for await (const what of notice()) {
  if (known.has(what)) continue;
  noticed.push(what);
  if (given !== undefined) break;
}
console.log(JSON.stringify(noticed));
