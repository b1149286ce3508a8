/**
 * Replaces one keys file as a whole or not at all. `edit NAME` calls the function NAME to turn `keyfleet.old` into
 * `keyfleet.new`, checks what came out, and moves it into place.
 *
 * - Exit codes are not believed: busybox awk exits 0 when the disk is full, and turns NUL bytes into newlines. What came
 *   out is compared instead.
 * - A link is kept and its target edited; a target outside of the home must belong to the user.
 * - Only a private copy is judged and read, so that the user cannot exchange the file between check and use.
 * - In the home: 0700 for the directory, 0600 for the file, both the user's. A file that AuthorizedKeysFile puts
 *   elsewhere (`/etc/ssh/keys/%u`) keeps owner and mode; a new one is root's and readable, as sshd reads it as the user.
 */
export const edit = String.raw`
old_lines() { cat keyfleet.old; [ $open_end = 0 ] || echo; }

edit() {
  open_folder
  lock
  copy
  edited=no
  "$1"
  move_into_place
  unlock
}

open_folder() { # goes to the directory of the real file: dir and base
  real=$path place=home
  if [ -L "$path" ]; then
    [ -e "$path" ] && real=$(readlink -f "$path") || fail UnsafeFile "$path is a link that leads nowhere"
  fi
  base=$(basename "$real") dir=$(dirname "$real")
  mkdir -m 700 "$dir" 2>/dev/null && made=yes
  [ -d "$dir" ] || try mkdir "$dir"
  cd -P "$dir" || fail UnsafeFile "$dir cannot be entered"
  dir=$(pwd -P)
  case $dir/ in "$real_home"/*) return ;; esac
  case $path in "$home"/*) place=away ;; *) place=system; [ $made = no ] || try chmod 755 . ;; esac
}

copy() { # open_end: 1 when the last line has no newline
  facts "../$base"
  names=$links open_end=0
  if [ "$mode" = - ]; then
    facts ..
    [ $place != away ] || [ "$owner" = "$uid" ] || fail UnsafeFile "$path leads to $real, out of the home"
    try touch keyfleet.old keyfleet.new
    [ $place != system ] || try chmod 644 keyfleet.new
    return
  fi
  [ -f "../$base" ] || fail UnsafeFile "$real is not a regular file"
  try cp -pP "../$base" keyfleet.old
  [ -f keyfleet.old ] && [ ! -L keyfleet.old ] || fail UnsafeFile "$real was exchanged"
  facts keyfleet.old
  case $place:$owner:$names in
    *:"$uid":* | home:*:1 | system:0:*) ;;
    *) fail UnsafeFile "$real belongs to uid $owner and not to $user" ;;
  esac
  try cp -p keyfleet.old keyfleet.new
  try chmod u+rw keyfleet.old keyfleet.new
  [ ! -s keyfleet.old ] || open_end=$((1 - $(tail -c 1 keyfleet.old | wc -l)))
}

broken() { # the new file is not what it should be: a full disk says so again, NUL bytes do not
  try cp keyfleet.old keyfleet.gone
  fail WriteFailed "$real cannot be copied line by line"
}

move_into_place() {
  if [ $place != system ]; then
    own keyfleet.new
    try chmod 600 keyfleet.new
    [ $place = away ] || [ "$dir" = "$real_home" ] || { own ..; try chmod 700 ..; }
  fi
  [ $names = - ] && [ ! -e "../$base" ] || cmp -s "../$base" keyfleet.old ||
    fail ChangedMeanwhile "$real was changed by someone else"
  holds || lost
  sync keyfleet.new 2>/dev/null
  try mv -f keyfleet.new "../$base"
  changed=$edited
  ! command -v restorecon >/dev/null || restorecon "$dir" "$dir/$base" >/dev/null 2>&1
}

own() { facts "$1"; [ "$owner" = "$uid" ] || try chown -h "$uid:$gid" "$1"; }
`;
