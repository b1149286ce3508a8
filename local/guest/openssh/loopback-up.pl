# Does what `ip link set lo up` does, for systems without iproute2 (netdevice(7): SIOCSIFFLAGS, IFF_UP and IFF_RUNNING).
socket(my $any, AF_INET, SOCK_DGRAM, 0) or die;
ioctl($any, 0x8914, pack('a16 s x22', 'lo', 0x41)) or die;
