#!/bin/sh
# Where a guest's two users share one uid of the host, ownership cannot change: the kernel answers "Invalid argument"
# for the other user. This takes that as done, and passes on every other complaint.
complaints=$(LC_ALL=C "/usr/bin/${0##*/}" "$@" 2>&1) && exit 0
complaints=$(printf '%s\n' "$complaints" | grep -v ': Invalid argument$') || exit 0
printf '%s\n' "$complaints" >&2
exit 1
