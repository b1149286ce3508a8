/**
 * The user and the account, of which only what decides leaves the awk that reads `/etc/shadow`. POSIX sh with the tools of
 * coreutils or busybox. Facts for the judge go to `facts`, a line each.
 *
 * Sources: shadow(5); of what ends a login after the key: OpenSSH's auth.c (allowed_user), session.c (do_nologin), and
 * pam_unix(8), pam_shells(8), pam_nologin(8).
 */
export const start = String.raw`set -uf
LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
export LC_ALL PATH
unset CDPATH SSH_AUTH_SOCK
umask 077
cd /
new_line='
'
ok=yes code=- message= changed=no all_facts= all_answers= key_listing= file_flaws= sshd= work_shop= was_edited=no

fail() { # CODE DETAIL
  [ -z "$half" ] || { echo "fail $*"; exit 1; }
  ok=no code=$1 message=$*
  report
  exit 1
}

add_fact() { all_facts=$all_facts$new_line$1; }

entry_of() { { getent "$1" "$user" || grep "^$user:" "/etc/$1"; } 2>/dev/null | head -n 1; }

find_user() {
  [ "$(uname -s)" = Linux ] || fail NotLinux "$(uname -s)"
  found_text=$(entry_of passwd)
  [ -n "$found_text" ] || fail UserNotFound "$user"
  IFS=:; set -- $found_text /bin/sh; unset IFS
  uid=$3 gid=$4 user_home=$6 shell=$7
  [ "$user_home" != / ] || user_home=
  real_home=$(readlink -f "$user_home/") || real_home=$user_home
  add_fact "uid $uid"
  [ -x "$shell" ] || add_fact 'account noshell'
  case $shell in */nologin|*/false) add_fact 'account nologin' ;; esac
  grep -qs pam_shells /etc/pam.d/sshd && ! grep -qsx "$shell" /etc/shells && add_fact 'account unlisted'
  [ ! -e /etc/nologin ] && [ ! -e /run/nologin ] || add_fact 'account closed'
  add_fact "$(entry_of shadow | awk -F: -v day=$(($(date +%s)/86400)) '
    { print "password " ($2 == "" || $2 ~ /^[!*]/ ? "no" : "yes") }
    $2 ~ /^!/ { print "account locked" }
    $8 != "" && $8 < day { print "account expired" }
    $3 == "0" || $5 != "" && $3 + $5 < day { print "account stale" }')"
}
`;
