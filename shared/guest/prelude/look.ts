/**
 * Finds out where a user's keys are and which keys sshd would read there; changes nothing. POSIX sh with the tools of
 * coreutils or busybox. Expects `user`, `key` and `keep` (`type body`, or empty).
 *
 * Sources: sshd(8), AUTHORIZED_KEYS FILE FORMAT; sshd_config(5), AuthorizedKeysFile and StrictModes; the quoting of
 * options as OpenSSH's sshkey_advance_past_options reads it. `sshd -T -C` evaluates Match blocks for this user as seen
 * from a documentation address (RFC 5737), because no real client is at hand.
 *
 * Every key in any of the files that sshd reads counts; a key is added to the first. A `cert-authority` line trusts
 * certificates and is not a key to log in with: it is neither listed nor changed.
 */
export const look = String.raw`set -uf
LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
export LC_ALL PATH
unset CDPATH
umask 077
ok=yes code=- message= changed=no home= uid= entries= sshd= locked=no made=no

fail() { ok=no code=$1 message=$2; report; exit 1; }

keys_awk='
function parse(line,  bare, opts, at) {
  type = body = ""; options = "plain"
  sub(/\r$/, "", line); sub(/^[ \t]+/, "", line)
  if (line == "" || line ~ /^#/) return 0
  if (known(line)) return 1
  bare = line; gsub(/\\"/, "xx", bare)
  if (!match(bare, /^([^ \t"]|"[^"]*")+[ \t]+/)) return 0
  at = RLENGTH
  opts = tolower(substr(bare, 1, at)); gsub(/"[^"]*"|[ \t]/, "", opts)
  if (index("," opts ",", ",cert-authority,")) return 0
  options = "options"
  return known(substr(line, at + 1))
}
function known(text,  word) {
  if (split(text, word, /[ \t]+/) < 2) return 0
  if (word[1] !~ /^(sk-)?(ssh|ecdsa)-[a-z0-9-]+(@openssh[.]com)?$/) return 0
  if (word[2] !~ "^AAAA[A-Za-z0-9+/]+=*$") return 0
  type = word[1]; body = word[2]
  return 1
}
BEGIN { wanted = ENVIRON["wanted"]; split(wanted, part, " ") }
function is_wanted() { return index($0, part[2]) && parse($0) && type " " body == wanted }
'

find_user() {
  [ "$(uname -s)" = Linux ] || fail NotLinux "this is $(uname -s), not Linux"
  found=$({ getent passwd "$user" || grep "^$user:" /etc/passwd; } 2>/dev/null | head -n 1)
  [ -n "$found" ] || fail UserNotFound "there is no user $user"
  IFS=:; set -- $found; unset IFS
  uid=$3 gid=$4 home=$6
  case $home in /*) ;; *) home=/nonexistent ;; esac
}

find_files() {
  server=$(command -v sshd) && {
    sshd=$("$server" -T -C "user=$user,host=192.0.2.1,addr=192.0.2.1" 2>/dev/null) || sshd=$("$server" -T 2>/dev/null)
  }
  entries=$(setting authorizedkeysfile)
  case $entries in '') entries=.ssh/authorized_keys ;; none) entries= ;; esac
  real_home=$(cd -P "$home" 2>/dev/null && pwd -P) || real_home=$home
}

setting() { printf '%s\n' "$sshd" | awk -v name="$1" '$1 == name { sub(/^[^ ]+ /, ""); print; exit }'; }

path_of() { # sets path to what an entry of AuthorizedKeysFile means for the user
  path=$1
  case $path in *%*) path=$(printf '%s' "$path" | sed "s|%h|$home|g; s|%u|$user|g; s|%U|$uid|g") ;; esac
  case $path in /*) ;; *) path=$home/$path ;; esac
}

count() { wanted=$1 awk "$keys_awk"' is_wanted() { n++ } END { print n + 0 }' "$2"; }

authorised() { # whether key $1 is in a file that sshd reads; path is that file then
  for entry in $entries; do
    path_of "$entry"
    [ -f "$path" ] && [ "$(count "$1" "$path")" -gt 0 ] && return
  done
  return 1
}

facts() { set -- $(ls -ldnL "$1" 2>/dev/null) - - -; mode=$1 links=$2 owner=$3; }

look() { find_user; find_files; }
`;
