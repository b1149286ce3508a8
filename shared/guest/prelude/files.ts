/**
 * The files that sshd reads for the user, in its order, and who may touch them. A file in a home is read and edited as
 * the user: whatever links or exchanges the user plants then reach no further than the user. Only what lies in folders of
 * root's alone is edited as root. A file that is one for all users is never edited.
 *
 * Sources: sshd_config(5), AuthorizedKeysFile (its tokens) and StrictModes; OpenSSH's misc.c, safe_path.
 */
export const files = String.raw`
find_files() {
  all_paths= first_path= shared_files= time_limit=
  ! timeout -s 9 1 true 2>/dev/null || time_limit='timeout -s 9 20'
  for entry in $(setting_of authorizedkeysfile | sed 's/^none$//'); do
    file_path=$(printf '%s\n' "$entry" | sed "s|%h|$user_home|g; s|%u|$user|g; s|%U|$uid|g; s|%%|%|g")
    case $file_path in /*) ;; *) file_path=$user_home/$file_path ;; esac
    all_paths=$all_paths$file_path$new_line
    case $entry in
      /*[!%]%[uU]*|%h*|[!/%]*) [ -n "$first_path" ] || first_path=$file_path ;;
      *) shared_files="$shared_files $file_path" ;;
    esac
  done
  export user uid user_home real_home all_paths file_path key keep new_entry proof
}

components() { # the file $1 and the folders above it, as far as sshd looks: up to the home, or all
  at=$(readlink -f "$1") || at=$1
  set -- / "$at"
  while [ -n "$at" ] && [ "$at" != "$real_home" ]; do
    at=@{at%/*}
    set -- "$@" "@{at:-/}"
  done
  [ -z "$at" ] || shift
  ls -ldn "$@" 2>/dev/null
}

list() { # sets key_listing, and what is wrong with the config_files
  key_listing=$(run_as_owner home list_keys | head -c 12000)
  IFS=$new_line
  set -- $all_paths
  unset IFS
  file_flaws=$(for file_path; do
    [ ! -f "$file_path" ] || case $new_line$key_listing$new_line in *"$new_line""file $file_path$new_line"*) ;; *) echo "shut $file_path" ;; esac
    [ "$(setting_of strictmodes)" = no ] || components "$file_path" | awk -v uid="$uid" '
      $3 != 0 && $3 != uid || /^.....w|^........w/ { print "unsafe " $NF }'
  done)
}

has_key() { case $key_listing$new_line in *" $1$new_line"*) return 0 ;; esac; return 1; }

run_as_owner() { # PLACE PROGRAM: as root in the own places of the system, else as the user; silent where it cannot
  set -- "$1" "file_place=$1
half='$2'
$program"
  case $1:$uid in
    system:*|*:"$(id -u)") sh -c "$2" ;;
    *)
      run_as="setpriv --reuid=$uid --regid=$gid --init-groups"
      $run_as true || run_as="runuser -u $user --"
      if $run_as true; then $time_limit $run_as sh -c "$2"; else $time_limit su -s /bin/sh "$user" -c "$2"; fi ;;
  esac </dev/null 2>/dev/null
}

edit() { # PROGRAM PATH: ends the script unless it is done
  file_path=$2 file_place=system
  components "@{file_path%/*}" | awk '$3 != 0 || /^.....w|^........w/ { exit 1 }' || file_place=away
  case $file_path in "$user_home"/*) file_place=home ;; esac
  was_said=$(run_as_owner $file_place "$1" | head -c 999 | head -n 1)
  set -- $was_said - - -
  case $1 in
    done) [ $2 = no ] || changed=yes; had_file=$3 ;;
    fail) shift; fail "$@" ;;
    *) fail CannotBecomeUser "$user" ;;
  esac
}

look() {
  find_user
  find_sshd
  find_files
  list
  command -v ssh >/dev/null || add_fact 'why NoSshClient'
}
`;
