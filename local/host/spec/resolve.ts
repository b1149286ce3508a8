import { HostConfigError } from '../errors.ts';

/** Environment that `${env('NAME')}` reads. */
export type Env = Readonly<Record<string, string | undefined>>;

const EXPRESSION = /\$\{([^}]*)\}/g;
const ENV_CALL = /^env\(\s*'([^']*)'\s*(?:,\s*'([^']*)'\s*)?\)$/;

/**
 * Replaces `${vars.a.b}` and `${env('NAME', 'default')}` in every string of a document.
 * A string that is one expression and nothing else keeps the type of the value.
 * Source: Serverless Devs, edition 3.0.0, spec variables; of these the two that `s.yaml` uses.
 * @throws HostConfigError for an unknown variable, an unset name without default, or another kind of expression.
 */
export function resolveExpressions(node: unknown, vars: unknown, env: Env): unknown {
  if (typeof node === 'string') return resolveText(node, vars, env);
  if (Array.isArray(node)) return node.map((item) => resolveExpressions(item, vars, env));
  if (!isRecord(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolveExpressions(value, vars, env)]));
}

function resolveText(text: string, vars: unknown, env: Env): unknown {
  const whole = /^\$\{([^}]*)\}$/.exec(text);
  if (whole?.[1] !== undefined) return evaluate(whole[1].trim(), vars, env);
  return text.replace(EXPRESSION, (_, expression: string) => String(evaluate(expression.trim(), vars, env)));
}

function evaluate(expression: string, vars: unknown, env: Env): unknown {
  if (expression.startsWith('vars.')) {
    return resolveExpressions(lookUp(vars, expression.slice('vars.'.length)), vars, env);
  }
  const call = ENV_CALL.exec(expression);
  if (call?.[1] === undefined) throw new HostConfigError(`\${${expression}}: only vars.* and env('NAME', 'default')`);
  const value = env[call[1]] ?? call[2];
  if (value === undefined) throw new HostConfigError(`\${${expression}}: ${call[1]} is not set and has no default`);
  return value;
}

function lookUp(vars: unknown, path: string): unknown {
  let value = vars;
  for (const key of path.split('.')) value = isRecord(value) ? value[key] : undefined;
  if (value === undefined) throw new HostConfigError(`\${vars.${path}}: no such variable`);
  return value;
}

/** A plain object of a YAML document. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
