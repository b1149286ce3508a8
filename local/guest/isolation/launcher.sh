# The first process of a guest's namespaces. It runs its arguments as a child, not in its own place: the first process
# of a namespace ignores signals without a handler, and a script that kills itself must end (128 + signal).
# Its own standard error is closed to the shell's remarks ("Killed").
exec 3>&2 2>/dev/null
ulimit -f 2097152
ulimit -p 4096 || ulimit -u 4096
( exec "$@" 2>&3 3>&- )
exit $?
