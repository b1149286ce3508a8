import { type Env, isRecord } from '@keyfleet/local-cloud/spec';
import * as v from 'valibot';
import { type Finding, toFinding } from '../../../shared/fleet/file/finding.ts';
import type { FileProblem } from '../../../shared/fleet/file/read.ts';
import { readYaml } from '../../../shared/yaml.ts';
import { specFile } from './file-schema.ts';
import { type CheckedFunction, functionProps } from './function-schema.ts';
import { locateProperty } from './locate.ts';
import { resolveResource } from './resolve.ts';
import { checkRules, type Subject } from './rules.ts';

/** What the check of an `s.yaml` found: the functions that are right one by one, and every problem by line. */
export interface SpecReading {
  readonly functions: readonly Subject[];
  readonly problems: readonly FileProblem[];
}

/**
 * Checks the parts of an `s.yaml` that Keyfleet uses. Stricter than the component's own schema, which takes any
 * `triggerConfig` and lets unknown properties pass.
 * @param sources the functions that there are, e.g. `attach`
 */
export function checkSpec(yaml: string, sources: readonly string[], env: Env): SpecReading {
  const file = readYaml(yaml);
  if (file.problems.length > 0) {
    return { functions: [], problems: file.problems.map((problem) => ({ ...problem, path: '' })) };
  }
  const shape = (v.safeParse(specFile, file.value).issues ?? []).map(toFinding);
  const checked = resourcesOf(file.value).map((resource) => checkResource(resource, file.value, sources, env));
  const functions = checked.flatMap(({ subject }) => subject ?? []);
  const findings = [...shape, ...checked.flatMap((one) => one.findings), ...checkRules(functions)];
  const located = findings.map(({ path, expected }) => ({
    ...locateProperty(file, path),
    path: path.join('.'),
    message: `expected ${expected}`,
  }));
  return { functions, problems: located.toSorted((a, b) => a.line - b.line || a.column - b.column) };
}

type Resource = [name: string, resource: Record<string, unknown>];

function resourcesOf(file: unknown): Resource[] {
  const resources = isRecord(file) && isRecord(file['resources']) ? file['resources'] : {};
  return Object.entries(resources).filter(
    (entry): entry is Resource => isRecord(entry[1]) && isRecord(entry[1]['props']),
  );
}

/** The function of one resource if nothing is wrong with it by itself, and what is. */
function checkResource([name, resource]: Resource, file: unknown, sources: readonly string[], env: Env) {
  const { props, findings } = resolveResource(name, resource, isRecord(file) ? file : {}, env);
  const unresolved = new Set(findings.map(({ path }) => path.join('.')));
  const result = v.safeParse(functionProps, props);
  const shape: Finding[] = (result.issues ?? [])
    .map(toFinding)
    .map(({ path, expected }) => ({ path: ['resources', name, 'props', ...path], expected }))
    .filter(({ path }) => !unresolved.has(path.join('.')));
  const isSound = result.success && findings.length === 0;
  const subject: Subject | null = isSound
    ? { resource: name, props: result.output as unknown as CheckedFunction, sources }
    : null;
  return { subject, findings: [...findings, ...shape] };
}
