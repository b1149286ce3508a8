import { InvalidParameterError } from '../errors.ts';
import { against, noReasons } from './prelude/judge.ts';
import { drop } from './prelude/owner/drop.ts';
import { edit } from './prelude/owner/edit.ts';
import { keys } from './prelude/owner/keys.ts';
import { listOwn } from './prelude/owner/list.ts';
import { lock } from './prelude/owner/lock.ts';
import { shortReport } from './prelude/report.ts';
import { readGuestKey } from './public-key.ts';
import { type Proof, script } from './script.ts';

/**
 * The key goes from every file that sshd reads for the user. One in a file for all users stays, and is named. The key to
 * keep is judged right before, and once more afterwards.
 */
const steps = String.raw`
check_keep() {
  [ -n "$keep" ] || return
  has_key "$keep" || fail KeyMissing
  judge_one "$keep" ''
  case $proof:$does_take in *:yes|login:unknown) ;; *) fail KeptKeyNotTaken "$why_not" ;; esac
}

look
[ -n "$sshd" ] || fail SshdUnknown
[ -z "$keep" ] || ask "$keep"
check_keep
if has_key "$key"; then
  IFS=$new_line
  set -- $all_paths
  unset IFS
  for next_file; do
    next_step='edit_file drop'
    case "$shared_files " in *" $next_file "*) next_step='fail SharedKeysFile $file_path' ;; esac
    [ ! -f "$next_file" ] || edit '[ "$(count "$key" "$file_path")" = 0 ] && echo done no || '"$next_step" "$next_file"
  done
  list
fi
! has_key "$key" || fail ChangedMeanwhile
ask "$key$new_line$keep"
check_keep
case $all_answers in *"yes $key"*) fail ServedElsewhere ;; esac
message=gone
report
`;

/**
 * The script that removes exactly one public key from a user's `authorized_keys`: `remove` is an OpenSSH line or its
 * Base64 body. With `keep`, only where sshd takes that key, as judged in the same run right before the file is replaced.
 * @throws InvalidParameterError for unsafe keys or user names, and when `keep` is the key to remove.
 */
export function removeKeyScript({ user, remove, keep, proof }: Removal): string {
  const subject = { user, key: readGuestKey(remove), keep: keep === undefined ? undefined : readGuestKey(keep), proof };
  if (subject.key.body === subject.keep?.body) {
    throw new InvalidParameterError([{ path: 'keep', expected: 'another key than the one to remove' }]);
  }
  const reasons = proof === 'files' ? against : noReasons;
  return script(subject, [keys, listOwn, lock, edit, drop, reasons, shortReport], steps);
}

interface Removal {
  readonly user: string;
  readonly remove: string;
  readonly keep?: string;
  readonly proof?: Proof;
}
