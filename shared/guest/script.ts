import { InvalidParameterError } from '../errors.ts';
import type { GuestKey } from './public-key.ts';

/** What a script is about; keys are put in as `type body`, so that comments play no part in comparing. */
export interface Subject {
  readonly user: string;
  readonly key?: GuestKey | undefined;
  readonly keep?: GuestKey | undefined;
}

/** useradd(8)'s portable names: nothing in them means anything to a shell, to grep or to a path. */
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;

/**
 * One whole script: what it is about, the shared functions it uses, and its own steps.
 * @throws InvalidParameterError when the user's name is not a portable one.
 */
export function script({ user, key, keep }: Subject, ...parts: readonly string[]): string {
  if (!USER.test(user)) throw new InvalidParameterError([{ path: 'user', expected: `a name like ${USER.source}` }]);
  const subject = [`user=${quote(user)}`, `key=${quote(nameOf(key))}`, `keep=${quote(nameOf(keep))}`];
  return `${['#!/bin/sh', ...subject].join('\n')}\n${parts.join('')}`;
}

/** A word of a POSIX shell that means exactly `text`. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function nameOf(key: GuestKey | undefined): string {
  return key ? `${key.type} ${key.body}` : '';
}
