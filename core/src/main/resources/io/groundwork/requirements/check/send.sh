# Sends to ADDRESS and PORT for SECONDS as fast as it goes: "sent BYTES SECONDS", as the receiver
# counted them, "failed REASON" or "none REASON".
if ! command -v perl >/dev/null 2>&1; then
  echo 'none perl is not there'
  exit 0
fi
# It is perl that expands these.
# shellcheck disable=SC2016
perl -MIO::Socket::INET -MPOSIX=sysconf,_SC_CLK_TCK -e '
  my ($address, $port, $seconds) = @ARGV;
  $SIG{PIPE} = "IGNORE";
  $SIG{ALRM} = sub { print "failed it took too long\n"; exit 0 };
  alarm $seconds + 10;
  my $to = IO::Socket::INET->new(PeerAddr => $address, PeerPort => $port, Proto => "tcp",
    Timeout => 5);
  if (!$to) { my $why = "$@ $!"; $why =~ s/\s+/ /g; print "failed $why\n"; exit 0; }
  my $block = "\0" x 1048576;
  # Hundredths of a second, with what every perl has.
  my $hertz = sysconf(_SC_CLK_TCK);
  my $begun = (POSIX::times())[0];
  while ((POSIX::times())[0] - $begun < $seconds * $hertz) { defined syswrite $to, $block or last; }
  shutdown $to, 1;
  my $counted = <$to>;
  if (!defined $counted || $counted !~ /^(\d+)$/) { print "failed the receiver hung up\n"; exit 0; }
  printf "sent %s %.3f\n", $1, ((POSIX::times())[0] - $begun) / $hertz;' "$1" "$2" "$3"
