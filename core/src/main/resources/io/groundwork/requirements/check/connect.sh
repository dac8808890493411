# Tries to connect to each HOST:PORT behind SECONDS, all at once, and sends nothing. One line each:
# "target HOST PORT STATUS MESSAGE", after "tool NAME", or "tool none" alone. Where there are many,
# all of them addresses, one process does it if it can.
seconds=$1
shift
[ $# -gt 0 ] || exit 0
numeric=$#
for target; do
  case ${target%:*} in
    *:*) ;;
    *[!0-9.]*) numeric=0 ;;
  esac
done
if [ "$numeric" -gt 4 ] && perl -MSocket=inet_pton,pack_sockaddr_in6 -e 1 2>/dev/null; then
  printf 'tool perl\n'
  # shellcheck disable=SC2016
  perl -e '
    use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6);
    use Errno qw(EINPROGRESS);
    use Fcntl qw(F_SETFL O_NONBLOCK);
    my ($seconds, @targets) = @ARGV;
    my ($late, %open);
    sub told {
      my ($target, $problem) = @_;
      my ($host, $port) = $target =~ /^(.*):(\d+)$/;
      print "target $host $port ", $problem ? "1 $problem" : "0", "\n";
    }
    while (my @some = splice(@targets, 0, 500)) {
      $late = 0;
      $SIG{ALRM} = sub { $late = 1 };
      alarm $seconds;
      for my $target (@some) {
        my ($host, $port) = $target =~ /^(.*):(\d+)$/;
        my $family = $host =~ /:/ ? AF_INET6 : AF_INET;
        my $ip = inet_pton($family, $host);
        if (!defined $ip) { told($target, "bad address"); next; }
        my $name = $family == AF_INET ? pack_sockaddr_in($port, $ip) : pack_sockaddr_in6($port, $ip);
        my $one;
        if (!socket($one, $family, SOCK_STREAM, 0) || !fcntl($one, F_SETFL, O_NONBLOCK)) {
          told($target, "no socket: $!");
        } elsif (connect($one, $name)) {
          told($target);
        } elsif ($! == EINPROGRESS) {
          $open{fileno $one} = [$one, $target];
        } else {
          told($target, $!);
        }
      }
      while (%open && !$late) {
        my $wanted = "";
        vec($wanted, $_, 1) = 1 for keys %open;
        next if select(undef, my $ready = $wanted, undef, 0.5) <= 0;
        for my $number (keys %open) {
          next if !vec($ready, $number, 1);
          my ($one, $target) = @{delete $open{$number}};
          local $! = unpack("i", getsockopt($one, SOL_SOCKET, SO_ERROR));
          told($target, $! ? "$!" : undef);
          close($one);
        }
      }
      told($_->[1], "timed out") for values %open;
      %open = ();
    }' "$seconds" "$@"
  exit
fi
tool=none
if command -v timeout >/dev/null 2>&1 && command -v bash >/dev/null 2>&1; then
  tool=bash
elif command -v nc >/dev/null 2>&1; then
  tool=nc
elif command -v curl >/dev/null 2>&1; then
  tool=curl
fi
printf 'tool %s\n' "$tool"
[ "$tool" != none ] || exit 0
attempt() {
  case $tool in
    bash)
      # It is bash that expands these.
      # shellcheck disable=SC2016
      timeout "$seconds" bash -c 'exec 3<>"/dev/tcp/$1/$2"' connect "$1" "$2"
      ;;
    nc) nc -z -w "$seconds" "$1" "$2" ;;
    curl) curl -sS --connect-timeout "$seconds" -m "$seconds" "telnet://$1:$2" ;;
  esac </dev/null 2>&1 >/dev/null
}
report() {
  status=0
  message=$(attempt "$1" "$2") || status=$?
  printf 'target %s %s %s %s\n' "$1" "$2" "$status" "$(printf '%s' "$message" | tr -s '\n\t' '  ')"
}
for target; do
  report "${target%:*}" "${target##*:}" &
done
wait
