import { readFileSync } from 'node:fs';
import type { PolicyDocument } from '@keyfleet/local-cloud';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPolicy } from '../../local/cloud/ram/policy.ts';
import { type Ending, play, type Role, type Scenario, scenarios } from './scenarios.ts';
import { realStage, type Stage, virtualStage } from './stage.ts';

const read = (name: string) =>
  readPolicy(JSON.parse(readFileSync(new URL(`../../ram/${name}.json`, import.meta.url), 'utf8')));
/** But for what the platform asks in the role's name; the tests of asynchronous calls hold that. */
const actionsOf = (policy: PolicyDocument) =>
  policy.Statement.flatMap(({ Action: names }) => names).filter((name) => name !== 'mns:SendMessage');

/** Specifies that a function's policy lacks nothing, and that nothing can be taken away from it. */
export function describePermissions(role: Role): void {
  describe(`ram/${role}.json`, () => {
    const policy = read(role);
    const endings = new Map<string, Ending>();
    let stages: Record<Scenario['takeEffect'], Stage>;
    const playHere = (scenario: Scenario, under: PolicyDocument) =>
      play(stages[scenario.takeEffect], role, scenario, under);
    beforeAll(async () => {
      stages = { online: await realStage(), restart: await virtualStage() };
      for (const scenario of scenarios) endings.set(scenario.name, await playHere(scenario, policy));
      return async () => {
        for (const { cloud } of Object.values(stages)) await cloud.close();
      };
    });

    it.each(scenarios)('lacks nothing for $name', ({ name }) => {
      expect(endings.get(name)).toMatchObject({ status: 'succeeded', tags: {}, isRunning: true, denied: [] });
    });

    it('a policy has nothing that is not asked for', () => {
      const asked = new Set([...endings.values()].flatMap((ending) => ending.asked));
      expect([...asked].toSorted()).toEqual(actionsOf(policy).toSorted());
    });

    it.each(actionsOf(policy))('breaks something without %s', async (removed) => {
      const scenario = scenarios.find(({ name }) => endings.get(name)?.asked.includes(removed));
      if (!scenario) throw new Error('no scenario asks for it');
      const ending = await playHere(scenario, without(policy, removed));
      expect(ending.denied).toEqual([removed]);
      expect(visible(ending)).not.toEqual(visible(endings.get(scenario.name)));
    });
  });
}

/** What the caller and the owner of the instance see of it. */
function visible({ status, tags, isRunning, hook }: Partial<Ending> = {}) {
  return { status, tags, isRunning, hook };
}

function without(policy: PolicyDocument, removed: string): PolicyDocument {
  const rest = policy.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((action) => action !== removed),
  }));
  return { ...policy, Statement: rest.filter(({ Action: names }) => names.length > 0) };
}
