#!/bin/sh
# Stands in for OpenSSH's client where sshd listens outside of the guest, out of its reach. It answers one question alone:
# whether sshd takes public keys whose private halves are not here (RFC 4252, section 7). The question goes, as a file, to
# the host, which adds the answer and takes the file away.
refuse() {
  echo "ssh: this guest is served from outside; only ssh -vn [-F FILE] [-p PORT] [-o OPTION] -i FILE.pub USER@ADDRESS true is answered ($1)" >&2
  exit 255
}

keys='' options='' port=22 flags='' new_line='
'
while getopts :vnF:p:o:i: flag; do
  case $flag in
  v | n) flags=$flags$flag ;;
  F) ;;
  p) port=$OPTARG ;;
  o) options="${options}option $OPTARG$new_line" ;;
  i)
    if [ -r "$OPTARG" ]; then
      read -r type body _ <"$OPTARG"
      case $type in -*) refuse "$OPTARG is not a public key" ;; esac
      keys="${keys}key $body $OPTARG$new_line"
    else
      echo "Warning: Identity file $OPTARG not accessible: No such file or directory." >&2
    fi
    ;;
  *) refuse "-$OPTARG" ;;
  esac
done
shift $((OPTIND - 1))
case $flags in *v*n* | *n*v*) ;; *) refuse 'without -v and -n' ;; esac
case $1 in ?*@?*) ;; *) refuse "to ${1:-nowhere}" ;; esac
[ "$#,$2" = 2,true ] || refuse "to run ${2:-a shell}"

no_answer() {
  echo "ssh: connect to host ${to#*@} port $port: Connection timed out" >&2
  exit 255
}

to=$1
file=$(mktemp "${KEYFLEET_GUEST:-/usr/local}/questions/XXXXXX" 2>/dev/null) || no_answer
trap 'rm -f "$file"' EXIT
trap 'exit 255' HUP INT TERM
exec 3<"$file"
printf '%s\n' "user ${to%@*}" "address ${to##*@}" "port $port" "$options$keys?" >"$file"
end=$(($(date +%s) + 5))
while [ -e "$file" ]; do
  [ "$(date +%s)" -lt "$end" ] || no_answer
  sleep 0.02 2>/dev/null || sleep 1
done
sed '1,/^?$/d' <&3 >&2
exit 255
