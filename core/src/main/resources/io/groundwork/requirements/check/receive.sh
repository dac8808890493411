# Waits on ADDRESS, on the first of the PORTs behind SECONDS that is free, for one sender, and takes
# what it sends; it goes by itself after that, or when the time is over. Prints "port NUMBER", "none
# REASON".
address=$1
seconds=$2
shift 2
if ! command -v perl >/dev/null 2>&1; then
  echo 'none perl is not there'
  exit 0
fi
# It is perl that expands these.
# shellcheck disable=SC2016
perl -MIO::Socket::INET -MPOSIX=setsid -e '
  my ($address, $seconds, @ports) = @ARGV;
  $| = 1;
  my $server;
  for my $port (@ports) {
    $server = IO::Socket::INET->new(LocalAddr => $address, LocalPort => $port, Proto => "tcp",
      Listen => 1, ReuseAddr => 1) or next;
    last;
  }
  if (!$server) { print "none no port is free on $address\n"; exit 0; }
  print "port ", $server->sockport, "\n";
  my $child = fork;
  exit 0 if $child;
  setsid();
  open STDIN, "<", "/dev/null"; open STDOUT, ">", "/dev/null"; open STDERR, ">", "/dev/null";
  $SIG{ALRM} = sub { exit 0 };
  alarm $seconds;
  my $client = $server->accept or exit 0;
  close $server;
  my ($sum, $buffer) = (0, "");
  while (my $got = sysread $client, $buffer, 1048576) { $sum += $got; }
  print $client "$sum\n";
  close $client;' "$address" "$seconds" "$@"
