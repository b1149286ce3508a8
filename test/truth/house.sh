# Makes a place of its own for one sshd, in namespaces of its own, and stays as its first process.
# Arguments: the folder of private keys, which is seen as /mnt inside. Nothing outside is written.
set -eu
mount --make-rprivate /
mount --bind "$1" /mnt
etc=/run/keyfleet-etc
mount -t tmpfs -o mode=755 tmpfs /run
mkdir $etc /run/sshd
for name in ld.so.cache ld.so.conf ld.so.conf.d nsswitch.conf pam.d pam.conf security login.defs alternatives services \
  protocols gai.conf environment profile; do
  [ ! -e /etc/$name ] || cp -a /etc/$name $etc
done
mkdir -p $etc/ssh/sshd_config.d $etc/default
: >$etc/default/locale
[ ! -e /etc/ssh/moduli ] || cp /etc/ssh/moduli $etc/ssh
cp /mnt/host_key $etc/ssh/ssh_host_ed25519_key
cp /mnt/host_key.pub $etc/ssh/ssh_host_ed25519_key.pub
mount --bind $etc /etc
for folder in /root /home /tmp /srv /var/lib /var/log; do mount -t tmpfs -o mode=755 tmpfs $folder; done
chmod 700 /root
chmod 1777 /tmp
mkdir /var/lib/misc
printf '%s\n' root:x:0:0:root:/root:/bin/sh sshd:x:101:65534::/run/sshd:/usr/sbin/nologin \
  nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin admin:x:1000:1000::/home/admin:/bin/sh \
  dev:x:1001:1001::/home/dev:/bin/bash >/etc/passwd
printf '%s\n' root:x:0: nogroup:x:65534: admin:x:1000: dev:x:1001: ops:x:2000:dev wheel:x:2001: shadow:x:42: >/etc/group
printf '%s\n' 'root:*:19000:0:99999:7:::' 'sshd:!:19000::::::' 'admin:*:19000:0:99999:7:::' 'dev:*:19000:0:99999:7:::' >/etc/shadow
chmod 640 /etc/shadow
printf '%s\n' /bin/sh /bin/bash /bin/dash >/etc/shells
echo '127.0.0.1 localhost' >/etc/hosts
echo guest >/etc/hostname
for name in admin:1000 dev:1001; do
  mkdir -m 755 "/home/${name%:*}"
  chown "${name#*:}:${name#*:}" "/home/${name%:*}"
done
ip link set lo up
ip address add 10.77.0.1/32 dev lo
ip address add 10.77.0.2/32 dev lo
echo ready
exec sleep 1000000
