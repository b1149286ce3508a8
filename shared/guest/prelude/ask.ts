/**
 * Asks the sshd that runs whether it would take keys, without any private key: RFC 4252, section 7. OpenSSH's client does
 * so with a file that holds a public key alone; several keys go over one connection, as many as MaxAuthTries bears. It is
 * given the algorithms that the server takes, so that it does not offer another hash of RSA.
 *
 * Adds `yes TYPE BODY`, `no TYPE BODY` and `may METHODS` to `answers`. Source of the messages: OpenSSH's sshconnect2.c.
 */
export const ask = String.raw`
ask() { # keys, one a line
  [ -d "$work_shop" ] || work_shop=$(mktemp -d 2>/dev/null) || return
  trap 'rm -rf "$work_shop"' EXIT
  printf '%s\n' "$1" >"$work_shop/keys"
  set -- $(awk -v folder="$work_shop" '{ file = folder "/" NR ".pub"; print >file; close(file); print "-i " file }' "$work_shop/keys") \
    $(printf '%s\n' "$sshd" | sed -n 's/^sshd \(pubkeyaccepted[ak][^ ]*\) /-o\1=/p')
  all_answers=$all_answers$new_line$($time_limit ssh -vnF /dev/null -p "$port" "$@" -oBatchMode=yes \
    -oPreferredAuthentications=publickey -oStrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null "$user@$address" true 2>&1 | awk '
    FNR == NR { key[++n] = $0; next }
    /Offering/ && match($0, /\/[0-9]+[.]pub/) { at = substr($0, RSTART + 1, RLENGTH - 5) }
    /Server accepts key/ { was_said[at] = "yes" }
    /no mutual signature|Too many authentication f|that can continue/ && at && !(at in was_said) { was_said[at] = "no" }
    /that can continue/ {
      if (!may) print may = "may " $NF
      if (!at && $NF !~ /publickey/) for (i in key) was_said[i] = "no"
    }
    END { for (i in was_said) print was_said[i], key[i] }' "$work_shop/keys" -)
}
`;

/** Where an owner chose the weaker proof, sshd is not asked. */
export const noQuestion = String.raw`
ask() { return; }
`;
