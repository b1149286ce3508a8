import { edit } from './prelude/edit.ts';
import { lock } from './prelude/lock.ts';
import { look } from './prelude/look.ts';
import { report } from './prelude/report.ts';
import { readGuestKey } from './public-key.ts';
import { quote, script } from './script.ts';

/**
 * A key that is there already, with or without options, is left as it is. sshd ignores every key of a user whose home
 * others can write to (sshd_config(5), StrictModes): that is said before anything is changed.
 */
const steps = String.raw`
is_settled() { # the key is there, and owner and permissions are right where they are ours to set
  authorised "$key" || return 1
  case $path in "$home"/*) ;; *) return 0 ;; esac
  facts "$path"
  case $owner:$mode in "$uid":-rw-------*) ;; *) return 1 ;; esac
  [ ! -L "$path" ] || return 0
  folder=$(dirname "$path")
  facts "$folder"
  case $owner:$mode in "$uid":drwx------*) ;; *) [ "$folder" = "$home" ] ;; esac
}

check_home() {
  [ -d "$home" ] || fail HomeMissing "the home directory $home is not there"
  facts "$home"
  [ "$(setting strictmodes)" != no ] || return
  case $owner:$mode in
    *:?????w* | *:????????w*) fail UnsafeHome "sshd ignores keys in $home: others can write to it" ;;
    "$uid":* | 0:*) ;;
    *) fail UnsafeHome "sshd ignores keys in $home: it belongs to uid $owner" ;;
  esac
}

append() {
  [ "$(count "$key" keyfleet.old)" -eq 0 ] || return
  edited=yes
  try write_new
  with_line | cmp -s - keyfleet.new || broken
}

with_line() { old_lines; printf '%s\n' "$line"; }

write_new() { with_line | cat > keyfleet.new; }

look
[ -n "$entries" ] || fail KeysFileDisabled 'sshd reads no AuthorizedKeysFile'
check_home
if ! is_settled; then
  set -- $entries
  path_of "$1"
  edit append
  authorised "$key" || fail ChangedMeanwhile 'the key was added and is gone again'
fi
message="$user has the key"
report
`;

/**
 * The script that adds a public key (`type body [comment]`) to a user's `authorized_keys`. Safe to run twice and at once.
 * @throws InvalidParameterError for a key or a user name that it would not be safe to write.
 */
export function addKeyScript({ user, publicKey }: { user: string; publicKey: string }): string {
  const key = readGuestKey(publicKey);
  const line = `line=${quote([key.type, key.body, key.comment].filter(Boolean).join(' '))}\n`;
  return script({ user, key }, line, look, report, lock, edit, steps);
}
