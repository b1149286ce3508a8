#!/bin/sh
# Stands in for sshd, which listens outside of the guest. `sshd -T` prints the settings as sshd(8) does: of each the first
# value, up to a Match block, and the default of what the stand-in obeys.
case " $* " in
*' -T '*) ;;
*' -t '*) exit 0 ;;
*) echo 'sshd: this guest is served from outside; only -T and -t are answered' >&2; exit 1 ;;
esac
seen=
show() { # KEYWORD VALUE, unless the keyword has a value already
  case $1 in
  allowusers | denyusers | allowgroups | denygroups) ;;
  *)
    case " $seen " in *" $1 "*) return ;; esac
    seen="$seen $1"
    ;;
  esac
  [ "$1" != port ] || port=$2
  printf '%s %s\n' "$1" "$2"
}
while read -r keyword value; do
  keyword=$(printf %s "$keyword" | tr '[:upper:]' '[:lower:]')
  case $keyword in
  '' | '#'* | include) continue ;;
  match) break ;;
  *) show "$keyword" "$value" ;;
  esac
done <"${KEYFLEET_GUEST:+$KEYFLEET_GUEST/root}/etc/ssh/sshd_config"
while read -r keyword value; do show "$keyword" "$value"; done <<'END'
port 22
permitrootlogin without-password
pubkeyauthentication yes
passwordauthentication yes
kbdinteractiveauthentication no
usepam no
strictmodes yes
requiredrsasize 1024
authorizedkeysfile .ssh/authorized_keys .ssh/authorized_keys2
authenticationmethods any
forcecommand none
END
show listenaddress "0.0.0.0:$port"
