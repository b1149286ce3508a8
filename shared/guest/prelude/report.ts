/**
 * Writes what is seen now, a few kilobytes at most, in lines that start with `keyfleet`; see `report.ts` of this folder's
 * parent for their meaning. Bounded because Cloud Assistant cuts long output.
 */
export const report = String.raw`
report() {
  {
    printf '%s\n' report "ok $ok" "code $code" "changed $changed"
    echo "message $(printf %s "$message" | tr -c ' -~' ' ')"
    judge_all
    show_rest
    echo end
  } | sed 's/^/keyfleet /'
}
`;

/** All that else was seen. */
export const wholeReport = String.raw`
show_rest() {
  tell_all | awk '/^(more|uid|pass|acc|may|sta|sev|dif|uns|shu|sshd)/ && n++ < 60 { print substr($0, 1, 999) }'
  set -- $(printf '%s\n' "$sshd" | sed -n 's/^sshd hostkey \(.*\)/\1.pub/p')
  set +f
  [ $# != 0 ] || set -- /etc/ssh/ssh_host_*_key.pub
  set -f
  cat "$@" 2>/dev/null | awk '(spent += length($1 $2) + 18) < 2500 { print "hostkey " $1 " " $2 }'
  echo "boot $(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"
}
`;

/** Where a script has no room for it. */
export const shortReport = String.raw`
show_rest() { :; }
`;
