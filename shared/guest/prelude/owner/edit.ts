/**
 * Replaces one keys file as a whole or not at all, as the file's owner. `edit_file NAME` calls the function NAME to turn
 * `old` into `new`, checks what came out, moves it to `path`, and prints `done CHANGED EXISTED`.
 *
 * - Exit codes are not believed: busybox awk exits 0 when the disk is full, and turns NUL bytes into newlines. What came
 *   out is compared instead.
 * - A linked file is kept and its target edited; a linked folder is refused.
 * - What belongs to another is neither edited nor given away.
 * - In the home: 0700 for the directory, 0600 for the file. In the system's own folders a file keeps owner and mode; a
 *   new one is root's and readable, as sshd reads it as the user.
 */
export const edit = String.raw`
old_lines() { cat old; [ $open_end = 0 ] || echo; }

edit_file() {
  [ $file_place != system ] || umask 022
  open_folder
  take_lock
  copy_old
  "$1"
  move_into_place
  give_back
  echo "done $was_edited $did_exist"
}

open_folder() { # goes to the directory of the real file: dir and base_name
  real_path=$file_path at=@{file_path%/*}
  until [ $file_place = system ] || [ "$at" = "$user_home" ] || [ -z "$at" ]; do
    [ ! -L "$at" ] || fail LinkedFolder "$at"
    at=@{at%/*}
  done
  if [ -L "$file_path" ]; then
    [ -e "$file_path" ] && real_path=$(readlink -f "$file_path") || fail UnsafeFile "$file_path"
  fi
  base_name=@{real_path##*/} work_dir=@{real_path%/*}/
  [ -d "$work_dir" ] || mkdir "$work_dir" 2>/dev/null || [ -d "$work_dir" ] || must_do mkdir "$work_dir"
  cd -P "$work_dir" || fail UnsafeFile "$work_dir"
  work_dir=$(pwd -P)
}

copy_old() { # open_end: 1 when the last line has no newline
  open_end=0 did_exist=yes
  if [ ! -e "../$base_name" ]; then
    did_exist=no
    must_do touch old new
    return
  fi
  [ -f "../$base_name" ] || fail UnsafeFile "$real_path"
  is_own "../$base_name" || [ "$file_place:$owner" = "system:$uid" ] || fail WrongOwner "$real_path"
  must_do cp -pP "../$base_name" old
  must_do cp -p old new
  must_do chmod u+rw old new
  [ ! -s old ] || open_end=$((1-$(tail -c 1 old | wc -l)))
}

broken() { # the new file is not what it should be: a full disk says so again, NUL bytes do not
  must_do cp old gone
  fail WriteFailed "$real_path"
}

move_into_place() {
  [ $file_place != home ] || must_do chmod 600 new
  case $file_place$work_dir in home"$real_home"/*) ! is_own .. || must_do chmod 700 .. ;; esac
  [ $did_exist = no ] && [ ! -e "../$base_name" ] || cmp -s "../$base_name" old ||
    fail ChangedMeanwhile "$real_path"
  mv -fT new "../$base_name" 2>/dev/null || { [ ! -d "../$base_name" ] && must_do mv -f new "../$base_name"; } || fail Locked "$work_dir"
  ! command -v restorecon >/dev/null || restorecon "$work_dir" "$work_dir/$base_name" >/dev/null 2>&1
}
`;
