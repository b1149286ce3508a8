# The first process of a guest that has an sshd of its own: starts it with the host key from standard input, says "ready" when it listens or has refused to,
# and reaps what scripts and sessions leave behind until the guest goes down.
unset PROGRAM SERVED FOLDERS CAPABILITIES NESTED
ulimit -f 2097152
ulimit -p 16384 || ulimit -u 16384
( umask 077; cat >/run/ssh_host_ed25519_key )
# It goes to the background when it has read its configuration, and listens a moment later. With another PidFile there is
# nothing to wait for.
tries=0
if /usr/sbin/sshd -E /var/log/auth.log </dev/null >/dev/null 2>&1; then
  until [ -s /run/sshd.pid ] || [ "$tries" -ge 200 ]; do
    sleep 0.005
    tries=$((tries + 1))
  done
fi
echo ready
exec </dev/null >/dev/null 2>&1
while :; do
  sleep 86400 &
  wait
done
