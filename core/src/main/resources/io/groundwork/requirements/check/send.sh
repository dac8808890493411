# Sends to ADDRESS and PORT for SECONDS as fast as it goes: "sent BYTES SECONDS", as the receiver
# counted them, "failed REASON" or "none REASON".
if ! command -v perl >/dev/null 2>&1; then
  echo 'none perl is not there'
  exit 0
fi
# It is perl that expands these.
# shellcheck disable=SC2016
perl -MIO::Socket::INET -MTime::HiRes=time -e '
  my ($address, $port, $seconds) = @ARGV;
  $SIG{PIPE} = "IGNORE";
  $SIG{ALRM} = sub { print "failed it took too long\n"; exit 0 };
  alarm $seconds + 10;
  my $to = IO::Socket::INET->new(PeerAddr => $address, PeerPort => $port, Proto => "tcp",
    Timeout => 5);
  if (!$to) { my $why = "$@ $!"; $why =~ s/\s+/ /g; print "failed $why\n"; exit 0; }
  my $block = "\0" x 1048576;
  my $begun = time;
  while (time - $begun < $seconds) { defined syswrite $to, $block or last; }
  shutdown $to, 1;
  my $counted = <$to>;
  if (!defined $counted || $counted !~ /^(\d+)$/) { print "failed the receiver hung up\n"; exit 0; }
  printf "sent %s %.3f\n", $1, time - $begun;' "$1" "$2" "$3"
