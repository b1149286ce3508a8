# Builds a guest's view of the world inside fresh namespaces, then becomes the guest's first process.
# Arguments: ROOT LOCAL SYSTEM BOOT_ID HOSTNAME LAUNCHER, then the command. Environment: FOLDERS, CAPABILITIES, NESTED,
# SERVED where the guest has an sshd of its own, and QUESTIONS where it has none.
# Nothing here writes through a path that a guest can change: below ROOT things are only mounted upon.
set -eu
root=$1 local=$2 system=$3 boot_id=$4 hostname=$5 launcher=$6
shift 6

# The maker of a user namespace has every capability in it: allow no more of them than the line itself needs.
[ -z "$NESTED" ] || echo "$NESTED" >/proc/sys/user/max_user_namespaces

# Also the mounts below: `-o ro` reaches only the first one (mount(8), "Bind mount operation").
read_only() {
  while read -r _ _ _ _ target _; do
    # Spaces and the like are written as \040 there (proc_pid_mountinfo(5)).
    case $target in *\\*) target=$(printf %b "$(printf %s "$target" | sed 's/\\/\\0/g')") ;; esac
    case $target in "$1" | "$1"/*) mount -o remount,bind,ro "$target" ;; esac
  done </proc/self/mountinfo
}

mount --make-rprivate /
mount --rbind "$root" "$root"
for folder in $FOLDERS; do
  mount --rbind "$folder" "$root$folder"
  read_only "$root$folder"
done
mount --bind -o ro "$local" "$root/usr/local"
[ -z "$QUESTIONS" ] || mount --bind "$QUESTIONS" "$root/usr/local/questions"
mount --bind -o ro "$system/alternatives" "$root/etc/alternatives"
mount --bind -o ro "$system/dev" "$root/dev"
for device in null zero full random urandom; do mount --bind "/dev/$device" "$root/dev/$device"; done
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t proc proc "$root/proc"
mount --bind -o ro "$boot_id" "$root/proc/sys/kernel/random/boot_id"
if [ -n "${SERVED:-}" ]; then
  mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts "$root/dev/pts"
  mount --bind /dev/tty "$root/dev/tty"
  mount -t tmpfs -o mode=755 tmpfs "$root/run"
  mkdir "$root/run/sshd"
  ip link set lo up 2>/dev/null || perl -MSocket -e "$SERVED"
fi
# Not every minimal system has it.
hostname "$hostname" 2>/dev/null || :

cd "$root"
pivot_root . .
umount -l .
cd /
exec setpriv --bounding-set "-all,$CAPABILITIES" --inh-caps=-all --no-new-privs /bin/sh -c "$launcher" sh "$@"
