# Carries one connection to port 22 of the network namespace that it runs in: standard input and output, byte for byte.
use Socket qw(:DEFAULT IPPROTO_TCP TCP_NODELAY);
socket(my $sshd, AF_INET, SOCK_STREAM, 0) or exit 1;
setsockopt($sshd, IPPROTO_TCP, TCP_NODELAY, 1);
connect($sshd, pack_sockaddr_in(22, INADDR_LOOPBACK)) or exit 1;
my %to = (fileno(STDIN) => $sshd, fileno($sshd) => \*STDOUT);
my %from = (fileno(STDIN) => \*STDIN, fileno($sshd) => $sshd);
while (%from) {
  my $wanted = '';
  vec($wanted, $_, 1) = 1 for keys %from;
  select($wanted, undef, undef, undef) > 0 or next;
  for my $fd (grep { vec($wanted, $_, 1) } keys %from) {
    my $count = sysread($from{$fd}, my $bytes, 65536);
    if (!$count) {
      exit 0 if $fd == fileno($sshd);
      shutdown($sshd, 1);
      delete $from{$fd};
      next;
    }
    for (my $at = 0; $at < $count;) {
      my $sent = syswrite($to{$fd}, $bytes, $count - $at, $at) or exit 1;
      $at += $sent;
    }
  }
}
