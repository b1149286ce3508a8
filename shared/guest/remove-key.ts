import { InvalidParameterError } from '../errors.ts';
import { edit } from './prelude/edit.ts';
import { lock } from './prelude/lock.ts';
import { look } from './prelude/look.ts';
import { report } from './prelude/report.ts';
import { readGuestKey } from './public-key.ts';
import { script } from './script.ts';

/** Every line of the key goes, with whatever options and comment, in every file that sshd reads for the user. */
const steps = String.raw`
has_keep() { [ -z "$keep" ] || authorised "$keep" || fail KeyMissing 'the key to keep is not there'; }

drop() {
  edited=yes
  try drop_lines
  [ "$(cat keyfleet.new keyfleet.gone | wc -lc)" = "$(old_lines | wc -lc)" ] &&
    { [ -z "$keep" ] || [ "$(count "$keep" keyfleet.new)" -eq "$(count "$keep" keyfleet.old)" ]; } ||
    broken
  has_keep
}

drop_lines() {
  touch keyfleet.gone &&
    wanted=$key awk "$keys_awk"'is_wanted() { print > "keyfleet.gone"; next } { print }' keyfleet.old > keyfleet.new
}

look
has_keep
for each in $entries; do
  path_of "$each"
  [ -f "$path" ] && [ "$(count "$key" "$path")" -gt 0 ] || continue
  edit drop
done
! authorised "$key" || fail ChangedMeanwhile 'the key was removed and is there again'
message="$user does not have the key"
report
`;

/**
 * The script that removes exactly one public key from a user's `authorized_keys`: `remove` is an OpenSSH line or its
 * Base64 body. With `keep`, only if that key is there: it is read in the same run, right before the file is replaced.
 * @throws InvalidParameterError for unsafe keys or user names, and when `keep` is the key to remove.
 */
export function removeKeyScript({ user, remove, keep }: { user: string; remove: string; keep?: string }): string {
  const subject = { user, key: readGuestKey(remove), keep: keep === undefined ? undefined : readGuestKey(keep) };
  if (subject.key.body === subject.keep?.body) {
    throw new InvalidParameterError([{ path: 'keep', expected: 'another key than the one to remove' }]);
  }
  return script(subject, look, report, lock, edit, steps);
}
