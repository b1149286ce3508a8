# Runs its arguments as a child, with the limits of a guest. Its own standard error is closed to the shell's remarks.
unset PROGRAM
exec 3>&2 2>/dev/null
ulimit -f 2097152
ulimit -p 16384 || ulimit -u 16384
( exec "$@" 2>&3 3>&- )
exit $?
