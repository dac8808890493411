# Shell functions that the snippets of wait_for share.

# connects HOST PORT SECONDS: whether something answers there, by whatever the host has.
connects() {
  if command -v bash >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1; then
    # shellcheck disable=SC2016 # expanded by bash
    timeout "$3" bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "$1" "$2" 2>/dev/null
  elif command -v nc >/dev/null 2>&1; then
    nc -w "$3" "$1" "$2" </dev/null >/dev/null 2>&1
  elif command -v perl >/dev/null 2>&1; then
    perl -MIO::Socket::IP -e \
      'exit !IO::Socket::IP->new(PeerHost => $ARGV[0], PeerPort => $ARGV[1], Timeout => $ARGV[2])' \
      "$1" "$2" "$3" 2>/dev/null
  else
    fail "neither bash with timeout nor nc nor perl is there to try port $2 of $1"
  fi
}

# there KIND HOST PORT SECONDS or there path PATH: whether it is there now.
there() {
  case $1 in
    port) connects "$2" "$3" "$4" ;;
    *) [ -e "$2" ] || [ -L "$2" ] ;;
  esac
}
