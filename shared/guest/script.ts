import { gzipSync } from 'node:zlib';
import { InvalidParameterError } from '../errors.ts';
import { shortenCodes } from './codes.ts';
import { minify } from './minify.ts';
import { ask, noQuestion } from './prelude/ask.ts';
import { files } from './prelude/files.ts';
import { judge } from './prelude/judge.ts';
import { report } from './prelude/report.ts';
import { sshd } from './prelude/sshd.ts';
import { start } from './prelude/start.ts';
import type { GuestKey } from './public-key.ts';

/**
 * How a key is to be proven where the running sshd cannot be asked, for want of a client of OpenSSH: not at all, by
 * settings, files and account with nothing against it (`files`, weaker), or by a login that was seen a moment ago (`login`).
 */
export type Proof = 'question' | 'files' | 'login';

/** What a script is about; keys are put in as `type body`, so that comments play no part in comparing. */
export interface Subject {
  readonly user: string;
  readonly key?: GuestKey | undefined;
  readonly keep?: GuestKey | undefined;
  /** Of the key, where it is to be written. */
  readonly comment?: string;
  /** `question` by default. */
  readonly proof?: Proof | undefined;
}

/** useradd(8)'s portable names: nothing in them means anything to a shell, to grep or to a path. */
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;

/**
 * One whole script: what it is about, in the clear, and its program made small (docs/decisions/0013): `parts` and what all
 * scripts share, then `steps`. A shell can only give up root by starting another, so the program is run twice: as root, and
 * with `half`, what is to be done as the owner of a file, by that owner.
 * @throws InvalidParameterError when the user's name is not a portable one.
 */
export function script(subject: Subject, parts: readonly string[], steps: string): string {
  const { user, key, keep, comment, proof = 'question' } = subject;
  if (!USER.test(user)) throw new InvalidParameterError([{ path: 'user', expected: `a name like ${USER.source}` }]);
  const said = {
    user,
    key: nameOf(key),
    keep: nameOf(keep),
    proof,
    half: '',
    ...(comment !== undefined && { comment }),
  };
  const values = Object.entries(said).map(([name, value]) => `${name}=${/^\w*$/.test(value) ? value : quote(value)}`);
  const functions = [start, ...parts, sshd, files, proof === 'files' ? noQuestion : ask, judge, report].join('');
  const source = `${functions}\n[ -z "$half" ] || { eval "$half"; exit; }\n${steps}`;
  const program = programs.get(source) ?? unpacking(minify(source));
  programs.set(source, program);
  return ['#!/bin/sh', values.join(' '), program].join('\n');
}

/** There are few, and to make one takes longer than all else that a script needs. */
const programs = new Map<string, string>();

/** Runs a program that is compressed. Where base64 or gzip is missing it is empty: nothing is done and nothing said. */
function unpacking(program: string): string {
  const packed = gzipSync(shortenCodes(program), { level: 9 }).toString('base64');
  return `program=$(echo ${packed}|base64 -d|gzip -dc)\neval "$program"\n`;
}

/** A word of a POSIX shell that means exactly `text`. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function nameOf(key: GuestKey | undefined): string {
  return key ? `${key.type} ${key.body}` : '';
}
