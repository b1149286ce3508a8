/**
 * Writes what is seen now, a few kilobytes at most, in lines that start with `keyfleet`; see `report.ts` of this folder's
 * parent for their meaning. Bounded because Cloud Assistant cuts long output; the wanted and the kept key are always
 * listed when they are there. Of `/etc/shadow` only whether the password can be used leaves the awk that reads it.
 */
export const report = String.raw`
list_keys() {
  set --
  for entry in $entries; do
    path_of "$entry"
    [ ! -f "$path" ] || set -- "$@" "$path"
  done
  [ $# = 0 ] || wanted=$key keep=$keep awk "$keys_awk"'
    BEGIN { keep = ENVIRON["keep"]; split(keep, kept, " ") }
    cut && !(wanted && index($0, part[2])) && !(keep && index($0, kept[2])) { next }
    !parse($0) { next }
    { name = type " " body; line = options " " name; special = name == wanted || name == keep }
    line in seen { next }
    !special && spent + length(line) > 6500 { cut = 1; next }
    { seen[line]; spent += length(line) + 14; print "keyfleet key " line }
    END { if (cut) print "keyfleet more" }' "$@"
}

list_host_keys() {
  files=$(printf '%s\n' "$sshd" | awk '$1 == "hostkey" { print $2 ".pub" }')
  [ -n "$files" ] || files='/etc/ssh/ssh_host_*_key.pub'
  set +f
  cat $files 2>/dev/null | awk '(spent += length($1 $2) + 18) < 2500 { print "keyfleet hostkey " $1 " " $2 }'
  set -f
}

password() {
  { getent shadow "$user" || grep "^$user:" /etc/shadow; } 2>/dev/null |
    awk -F: 'NR == 1 { print "keyfleet password " ($2 == "" || $2 ~ /^[!*]/ ? "no" : "yes") }'
}

report() {
  printf 'keyfleet report 1\nkeyfleet ok %s\nkeyfleet code %s\nkeyfleet changed %s\n' "$ok" "$code" "$changed"
  printf 'keyfleet message %s\n' "$(printf '%s' "$message" | tr -c ' -~' ' ' | cut -c 1-300)"
  list_keys
  printf '%s\n' "$sshd" | awk '
    $1 ~ /^(passwordauthentication|pubkeyauthentication|permitrootlogin|authorizedkeysfile|port)$/ && !seen[$1]++ {
      print "keyfleet sshd " substr($0, 1, 300)
    }'
  password
  list_host_keys
  printf 'keyfleet boot %s\n' "$(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"
  printf 'keyfleet end\n'
}
`;
