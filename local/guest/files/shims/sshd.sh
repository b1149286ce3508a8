#!/bin/sh
# Stands in for sshd, which listens outside of the guest. `sshd -T` prints the settings as sshd(8) does.
case " $* " in
*' -T '*) ;;
*' -t '*) exit 0 ;;
*) echo 'sshd: this guest is served from outside; only -T and -t are answered' >&2; exit 1 ;;
esac
while read -r keyword value; do
  case $keyword in
  '' | '#'*) ;;
  *) printf '%s %s\n' "$(printf %s "$keyword" | tr '[:upper:]' '[:lower:]')" "$value" ;;
  esac
done </etc/ssh/sshd_config
