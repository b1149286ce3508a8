/**
 * Finds the sshd that runs, and what it does for this user: its settings as its files say them now (`sshd -T`, or `-G`,
 * which needs neither host keys nor /run/sshd), for an address from which people could come (RFC 5737), for loopback, and
 * for those that `Match` names. Where one of them has other settings, `differs NAME` is noted.
 *
 * Sources: proc(5); sshd(8) for `-f`, `-o`, `-p`, `-T`, `-C`, `-G`. sshd shows its own command line in /proc even where it
 * sets its title; its sessions show a user there, and are its children before that. It writes its pid file when it starts
 * and on SIGHUP: what was changed later was not read yet. One that a socket started, for one connection, reads all
 * anew; one that another run asks for its settings right now (`-T`, `-G`) is no server.
 */
export const sshd = String.raw`
find_sshd() {
  given_flags= sshd_file= sshd_count=0 config_file=/etc/ssh/sshd_config port=22 address=127.0.0.1
  set +f
  set -- /proc/[0-9]*
  set -f
  for at; do
    found_text=
    { read found_text <$at/stat; } 2>/dev/null
    set -- $found_text - -
    [ $2 = '(sshd)' ] && [ "$(cat /proc/$4/comm)" != sshd ] && [ $at/ns/net -ef /proc/$$/ns/net ] || continue
    found_text=$(tr '\0' ' ' <"$at/cmdline")
    case $found_text in *' -'[TG]*) continue ;; /*|'sshd: /'*) ;; *) continue ;; esac
    sshd_file=$(readlink "$at/exe") sshd_count=$((sshd_count + 1))
    set -- $found_text
    while [ $# -gt 1 ]; do
      case $1 in -[fop]) given_flags="$given_flags $1 $2" ;; -[fop]?*) given_flags="$given_flags $1" ;; esac
      case $1 in -f) config_file=$2 ;; esac
      shift
    done
  done
  [ -x "$sshd_file" ] || sshd_file=$(command -v sshd) || return
  sshd=$(settings_for 192.0.2.1)
  found_text=$(setting_of listenaddress)
  case $sshd in *' 0.0.0.0:'*) ;; *' [::]:'*) address=::1 ;; *) address=@{found_text%:*} ;; esac
  port=$(setting_of port)
  [ $sshd_count -lt 2 ] || add_fact several
  compare
  [ $sshd_count = 0 ] || is_fresh || add_fact stale
}

settings_for() { # what applies to the user who comes from address $1
  for flag in -T -G; do
    "$sshd_file" $flag $given_flags -C "user=$user,host=$1,addr=$1,laddr=$address,lport=$port" 2>/dev/null && break
  done | awk '$1 ~ /^(p[ou]|pass|permit[re]|pid|kbd|auth|for|chr|allow[ug]|deny|req|rev|st|usep|max[as]|hostkey$|listen)/ { print "sshd " $0 }'
}

setting_of() { # the first line of it
  case $sshd in *"sshd $1 "*) set -- "@{sshd#*sshd $1 }"; echo "@{1%%$new_line*}" ;; esac
}

compare() { # notes what is not the same for every address; sets config_files
  cd /etc/ssh 2>/dev/null
  set +f
  config_files="$config_file $(awk 'tolower($1) == "include" { $1 = ""; print }' "$config_file" 2>/dev/null) sshd_config.d"
  set -- $(cat $config_files 2>/dev/null | tr '=' ' ' | awk 'tolower($1) == "match" {
    for (i = 2; i < NF; i += 2)
      if (tolower($i) == "address") print $(i + 1)
      else if (tolower($i) !~ /^(user|group)$/) print "match"
    }' | tr ',*!' '\n1\n' | sed 's|/.*||' | head -n 8)
  set -f
  add_fact "$({ printf '%s\n' "$sshd" all; for from in "$address" "$@"; do
    [ "$from" != match ] || { echo sshd match; continue; }
    settings_for "$from"
    echo all
  done; } | awk '
    { seen_before[$0]++ }
    END { for (line in seen_before) if (seen_before[line] < seen_before["all"]) { split(line, word, " "); print "differs " word[2] } }')"
}

is_fresh() {
  at=$(setting_of pidfile)
  set +f
  found_text=$({ find $config_files -cnewer "$at" || find $config_files -newer "$at"; } 2>/dev/null)
  set -f
  [ -e "$at" ] && [ -z "$found_text" ]
}
`;
