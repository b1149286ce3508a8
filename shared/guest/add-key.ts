import { against } from './prelude/judge.ts';
import { drop } from './prelude/owner/drop.ts';
import { edit } from './prelude/owner/edit.ts';
import { keys } from './prelude/owner/keys.ts';
import { list } from './prelude/owner/list.ts';
import { lock } from './prelude/owner/lock.ts';
import { wholeReport } from './prelude/report.ts';
import { readGuestKey } from './public-key.ts';
import { type Proof, script } from './script.ts';

const append = String.raw`
append() {
  [ "$(count "$key" old)" -eq 0 ] || return
  was_edited=yes
  must_do write_new
  with_line | cmp -s - new || broken
}

with_line() { old_lines; printf '%s\n' "$new_entry"; }

write_new() { with_line | cat > new; }

take_out() { [ -s "$file_path" ] || rm "$file_path"; rmdir "$work_dir"; }
`;

/**
 * Nothing is written where it is clear beforehand that sshd would not let the key in, and what was written is taken back
 * where sshd then says no. A key that is there already, with or without options, is left as it is.
 */
const steps = String.raw`
look
[ -n "$sshd" ] || fail SshdUnknown
[ -n "$all_paths" ] || fail KeysFileDisabled
new_entry="$key@{comment:+ $comment}"
judge_one "$key" yes
[ $does_take != no ] || fail $why_not
! has_key "$key" || ask "$key"
judge_one "$key" ''
if ! has_key "$key" || [ -n "$file_flaws" ] && [ $does_take != yes ]; then
  [ -n "$first_path" ] || fail SharedKeysFile "$shared_files"
  case $first_path in "$user_home"/*) [ -d "$user_home/" ] || fail HomeMissing "$user_home" ;; esac
  edit 'edit_file append' "$first_path"
  list
  has_key "$key" || [ "$file_flaws" ] || fail ChangedMeanwhile
  ask "$key"
  judge_one "$key" ''
  if [ $does_take$changed = noyes ]; then
    edit "edit_file drop; [ $had_file = yes ] || take_out" "$first_path"
    changed=no
    list
  fi
fi
[ $does_take != no ] || fail $why_not
message=there
report
`;

/**
 * The script that adds a public key (`type body [comment]`) to a user's `authorized_keys`. Safe to run twice and at once.
 * @throws InvalidParameterError for a key or a user name that it would not be safe to write.
 */
export function addKeyScript({ user, publicKey, proof }: { user: string; publicKey: string; proof?: Proof }): string {
  const key = readGuestKey(publicKey);
  return script(
    { user, key, comment: key.comment, proof },
    [keys, list, lock, edit, append, drop, against, wholeReport],
    steps,
  );
}
