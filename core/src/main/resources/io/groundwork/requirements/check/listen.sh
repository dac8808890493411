# Listens on each PORT behind SECONDS ADDRESS, on that address alone, and goes on when this snippet
# has ended: until descriptor 3 comes to its end, and for SECONDS at most, whatever the clock says.
# Who connects is let in and sent away. ADDRESS may be a name, as this host knows it.
# Prints "uid N", "address A" or "address none", "since UPTIME", "tool NAME" or "tool none",
# "pid PID START" for each process left behind, and for each port one of "port N listening",
# "port N held", "port N denied", "port N failed MESSAGE".
seconds=$1
address=$2
shift 2
printf 'uid %s\n' "$(id -u)"
case $address in
  *:* | *[0-9].*[0-9].*[0-9].*[0-9]) ;;
  *)
    # Debian writes a host's own name beside 127.0.1.1: nobody else reaches it there.
    address=$(getent ahosts "$address" 2>/dev/null |
      awk '$1 !~ /^127\./ && $1 != "::1" && $1 !~ /^fe80:/ { print $1; exit }')
    ;;
esac
printf 'address %s\n' "${address:-none}"
[ -n "$address" ] && [ $# -gt 0 ] || exit 0
read -r uptime rest </proc/uptime || fail "there is no /proc/uptime: no Linux, or no /proc"
printf 'since %s\n' "$uptime"

python=
tool=none
if perl -MSocket=inet_pton,pack_sockaddr_in6 -e 1 2>/dev/null; then
  tool=perl
else
  for name in python3 /usr/libexec/platform-python python python2; do
    "$name" -c 'import select, socket' 2>/dev/null || continue
    tool=python
    python=$name
    break
  done
fi
if [ "$tool" = none ] && command -v systemd-socket-activate >/dev/null 2>&1 &&
  command -v timeout >/dev/null 2>&1; then
  tool=systemd-socket-activate
fi
printf 'tool %s\n' "$tool"

# started PID: when it was, so that nobody takes another process for it.
started() {
  read -r line <"/proc/$1/stat" || return 0
  # shellcheck disable=SC2086
  set -- "$1" ${line##*") "}
  shift 20
  printf 'pid %s %s\n' "${line%% *}" "$1"
}

# one PORT: in a process of its own. What that says first tells how it went.
one() {
  # It is the inner shell that expands these.
  # shellcheck disable=SC2016
  sh -c 'echo "pid $$"; exec timeout "$@"' one "$seconds" systemd-socket-activate -a \
    -l "$where:$1" "$(command -v true)" 2>&1 3<&- |
    {
      while read -r line; do
        case $line in
          "pid "*) started "${line#pid }" && continue ;;
          "Listening on"*) printf 'port %s listening\n' "$1" ;;
          *"in use"*) printf 'port %s held\n' "$1" ;;
          *denied*) printf 'port %s denied\n' "$1" ;;
          *) printf 'port %s failed %s\n' "$1" "$line" ;;
        esac
        break
      done
      exec >/dev/null
      cat
    } 3<&- &
}

case $tool in
  perl)
    # shellcheck disable=SC2016
    perl -e '
      use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6);
      use Errno qw(EADDRINUSE EACCES);
      use Fcntl qw(F_SETFL O_NONBLOCK);
      my ($seconds, $address, @ports) = @ARGV;
      $0 = "groundwork-ports";
      alarm $seconds;
      $| = 1;
      my $family = $address =~ /:/ ? AF_INET6 : AF_INET;
      my $ip = inet_pton($family, $address);
      my (%listeners, $all);
      for my $port (@ports) {
        my $name = !defined $ip ? undef
          : $family == AF_INET ? pack_sockaddr_in($port, $ip) : pack_sockaddr_in6($port, $ip);
        my $one;
        if (!defined $name) {
          print "port $port failed no address\n";
        } elsif (socket($one, $family, SOCK_STREAM, 0)
            && fcntl($one, F_SETFL, O_NONBLOCK)
            && setsockopt($one, SOL_SOCKET, SO_REUSEADDR, 1)
            && bind($one, $name)
            && listen($one, 128)) {
          print "port $port listening\n";
          $listeners{fileno $one} = $one;
          vec($all, fileno $one, 1) = 1;
        } else {
          print "port $port ", $! == EADDRINUSE ? "held" : $! == EACCES ? "denied" : "failed $!";
          print "\n";
        }
      }
      open(STDOUT, ">", "/dev/null");
      open(my $end, "<&=", 3) or exit 1;
      vec($all, 3, 1) = 1;
      while (%listeners) {
        next if select(my $ready = $all, undef, undef, undef) <= 0;
        if (vec($ready, 3, 1)) { exit 0 if !sysread($end, my $some, 4096); }
        for my $number (keys %listeners) {
          my $guest;
          close($guest) if vec($ready, $number, 1) && accept($guest, $listeners{$number});
        }
      }' "$seconds" "$address" "$@" 2>/dev/null &
    started $!
    ;;
  python)
    "$python" -c '
import errno, os, select, signal, socket, sys
signal.alarm(int(sys.argv[1]))
try:
    open("/proc/self/comm", "w").write("groundwork-port")
except (IOError, OSError):
    pass
address = sys.argv[2]
family = socket.AF_INET6 if ":" in address else socket.AF_INET
listeners = []
for port in sys.argv[3:]:
    try:
        one = socket.socket(family, socket.SOCK_STREAM)
        one.setblocking(0)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind((address, int(port)))
        one.listen(128)
        listeners.append(one)
        state = "listening"
    except (IOError, OSError) as problem:
        words = {errno.EADDRINUSE: "held", errno.EACCES: "denied"}
        state = words.get(problem.errno, "failed %s" % problem)
    print("port %s %s" % (port, state))
sys.stdout.flush()
os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
while listeners:
    for ready in select.select(listeners + [3], [], [])[0]:
        if ready == 3:
            if not os.read(3, 4096):
                sys.exit(0)
            continue
        try:
            ready.accept()[0].close()
        except (IOError, OSError):
            pass
' "$seconds" "$address" "$@" 2>/dev/null &
    started $!
    ;;
  systemd-socket-activate)
    case $address in
      *:*) where="[$address]" ;;
      *) where=$address ;;
    esac
    for port; do
      one "$port"
    done
    ;;
esac
