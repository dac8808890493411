# Tries to connect to HOST:PORT behind SECONDS from each ADDRESS of this host, without any from its
# public ones, at last from whichever. One line each, after "tool NAME" or "tool none" alone:
# "from ADDRESS STATUS MESSAGE".
seconds=$1
target=$2
shift 2
if [ $# = 0 ] && command -v ip >/dev/null 2>&1; then
  # They are words.
  # shellcheck disable=SC2046
  set -- $(ip -4 -o addr show | awk '
    { sub("/.*", "", $4) }
    $4 !~ /^(0|10|127)\./ && $4 !~ /^(169\.254|192\.168|198\.1[89])\./ &&
    $4 !~ /^172\.(1[6-9]|2[0-9]|3[01])\./ { print $4 }')
fi
[ $# != 0 ] || set -- any
tool=none
for name in nc perl curl; do
  if command -v "$name" >/dev/null 2>&1; then
    tool=$name
    break
  fi
done
printf 'tool %s\n' "$tool"
[ "$tool" != none ] || exit 0
host=${target%:*}
port=${target##*:}
attempt() {
  source=$1
  case $tool in
    nc)
      if [ "$source" = any ]; then
        nc -z -w "$seconds" "$host" "$port"
      else
        nc -z -w "$seconds" -s "$source" "$host" "$port"
      fi
      ;;
    curl)
      if [ "$source" = any ]; then
        curl -sS --connect-timeout "$seconds" -m "$seconds" "telnet://$host:$port"
      else
        curl -sS --interface "$source" --connect-timeout "$seconds" -m "$seconds" \
          "telnet://$host:$port"
      fi
      ;;
    perl)
      # It is perl that expands these.
      # shellcheck disable=SC2016
      perl -MIO::Socket::INET -e '
        my ($host, $port, $source, $seconds) = @ARGV;
        my %bind = $source eq "any" ? () : (LocalAddr => $source);
        IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port, Proto => "tcp",
          Timeout => $seconds, %bind) or die "$@ $!\n";' "$host" "$port" "$source" "$seconds"
      ;;
  esac </dev/null 2>&1 >/dev/null
}
report() {
  status=0
  message=$(attempt "$1") || status=$?
  # Where nothing is said after connecting, curl waits until its time is over.
  case $tool,$status,$message in
    curl,28,*Operation\ timed\ out*) status=0 ;;
  esac
  printf 'from %s %s %s\n' "$1" "$status" "$(printf '%s' "$message" | tr -s '\n\t' '  ')"
}
for source; do
  report "$source" &
done
wait
