/**
 * One editor at a time for a directory, without flock (busybox often lacks it). The lock is a directory of root's beside
 * the file, and also the workshop: the new file is made in there, where the user cannot exchange it for a link.
 *
 * An editor needs well under a second. A lock whose content (each holder's has a random name in it) did not change during
 * 10 s of waiting is abandoned, whatever clocks and process ids say: those differ between machines that share a home.
 * Breaking it removes its content first, so that a holder who was only asleep has nothing left to move into place.
 */
export const lock = String.raw`
refuse() { # ends the script after a failed write
  [ $locked = no ] || [ -z "$token" ] || holds || lost
  case $1 in
    *'o space left'*|*uota*) fail NoSpace "$1" ;;
    *'ead-only'*|*'ot permitted'*|*'ermission denied'*) fail ReadOnly "$1" ;;
    *) fail WriteFailed "$1" ;;
  esac
}

try() { error=$("$@" 2>&1) || refuse "$error"; }

lock() {
  waited=0 idle=0 before=
  until error=$(mkdir .keyfleet.lock 2>&1); do
    [ -e .keyfleet.lock ] || [ -L .keyfleet.lock ] || case $error in *xists*) ;; *) refuse "$error" ;; esac
    now=$(ls -di .keyfleet.lock; ls .keyfleet.lock) 2>/dev/null
    [ "$now" = "$before" ] || idle=0
    before=$now idle=$((idle + 1)) waited=$((waited + 1))
    [ $idle -le 100 ] || { idle=0; (break_lock); }
    [ $waited -le 300 ] || fail Locked "someone else holds $dir/.keyfleet.lock"
    sleep 0.1 2>/dev/null || { sleep 1; idle=$((idle + 9)) waited=$((waited + 9)); }
  done
  cd -P .keyfleet.lock && in_lock || lost
  locked=yes token=
  trap unlock EXIT
  trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 141' PIPE; trap 'exit 143' TERM
  token=$(mktemp keyfleet.XXXXXX 2>&1) || { error=$token token=; refuse "$error"; }
}

in_lock() { [ "$(pwd -P)" = "$dir/.keyfleet.lock" ]; }

holds() { [ -e "$token" ]; }

lost() { fail Locked "another agent took over the lock in $dir"; }

break_lock() {
  facts .keyfleet.lock
  [ "$owner" = "$(id -u)" ] && cd -P .keyfleet.lock && in_lock || return
  set +f
  rm -f keyfleet.* && cd .. && rmdir .keyfleet.lock
}

unlock() {
  [ $locked = yes ] || return
  locked=no
  { [ -z "$token" ] || holds; } && rm -f keyfleet.old keyfleet.new keyfleet.gone "$token" && cd .. &&
    rmdir .keyfleet.lock && [ $made = yes ] && [ $ok = no ] && rmdir "$dir"
  cd /
}
`;
