import { addKeyScript, inspectScript, type Proof, removeKeyScript } from '../../../../shared/guest/scripts.ts';
import { firstKey, personsKey } from './keys.ts';

/** What one of our scripts is about, as it says itself in the clear. */
export interface ScriptSubject {
  readonly kind: 'add' | 'remove' | 'inspect';
  readonly user: string;
  /** `type body`; empty: none. */
  readonly key: string;
  readonly keep: string;
  readonly proof: Proof;
}

/** Which program does what: those that production makes, whatever they are about. */
const kinds = new Map(
  (['question', 'files', 'login'] as const).flatMap((proof): [string, ScriptSubject['kind']][] => {
    const about = { user: 'root', publicKey: firstKey.publicKey, proof };
    const keep = personsKey.publicKey;
    return [
      [programIn(addKeyScript(about)), 'add'],
      [programIn(removeKeyScript({ ...about, remove: firstKey.publicKey, keep })), 'remove'],
      [programIn(inspectScript(about)), 'inspect'],
    ];
  }),
);

/** @throws Error for a script that is none of ours: the model would only guess what it does */
export function readScript(script: string): ScriptSubject {
  const kind = kinds.get(programIn(script));
  if (!kind) throw new Error('the model of a guest does not know this script; teach it in script-reader.ts');
  const { user = '', key = '', keep = '', proof = '' } = valuesIn(script);
  return { kind, user, key, keep, proof: proof as Proof };
}

function programIn(script: string): string {
  return script.split('\n').slice(2).join('\n');
}

function valuesIn(script: string): Record<string, string> {
  const line = script.split('\n')[1] ?? '';
  const found = [...line.matchAll(/(\w+)=(?:'([^']*)'|(\w*))/g)];
  return Object.fromEntries(found.map(([, name = '', quoted, bare = '']) => [name, quoted ?? bare]));
}
