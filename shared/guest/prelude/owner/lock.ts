/**
 * One editor at a time for a directory, without flock (busybox often lacks it). The lock is a directory beside the file,
 * and also the workshop in which the new file is made: an editor whose lock was broken has nothing left to move into place.
 *
 * An editor needs well under a second, so a lock of more than a minute is abandoned. It is broken as the owner of the file,
 * who could do so at any time. Another's is waited for 5 s, or a little longer on a slow machine.
 */
export const lock = String.raw`
refuse_it() { # ends the script after a failed write
  case $1 in
    *'o space left'*|*uota*) fail NoSpace "$1" ;;
    *'ead-only'*|*'ot permitted'*|*'ermission denied'*) fail ReadOnly "$1" ;;
  esac
  fail WriteFailed "$1"
}

must_do() { last_error=$("$@" 2>&1) || refuse_it "$last_error"; }

take_lock() {
  times_waited=0
  until last_error=$(mkdir .keyfleet.lock 2>&1); do
    case $last_error in *xists*) ;; *) refuse_it "$last_error" ;; esac
    [ -z "$(find .keyfleet.lock -prune -mmin +1)" ] || rm -rf .keyfleet.lock
    times_waited=$((times_waited + 1))
    [ $times_waited -le 50 ] || fail Locked "$work_dir"
    sleep 0.1 2>/dev/null || sleep 1
  done
  trap give_back EXIT
  trap 'exit 143' HUP INT PIPE TERM
  cd -P .keyfleet.lock || fail Locked "$work_dir"
}

is_own() { set -- $(ls -ldn "$1" 2>/dev/null) - -; owner=$3; [ "$owner" = "$(id -u)" ]; }

give_back() {
  trap - EXIT
  cd "$work_dir" && rm -rf .keyfleet.lock
}
`;
