# Waits on ADDRESS, on the first of the PORTs behind SECONDS and ALLOWED that is free, for one sender
# with iperf3; it goes by itself after that, or when the time is over, and takes what was fetched for
# it along. Prints "port NUMBER" or "none REASON".
address=$1
seconds=$2
allowed=$3
shift 3
command -v timeout >/dev/null 2>&1 || fail "there is no timeout command to bound it with"
stamp=$(stat -c %y /var/tmp) || exit 1
work=$(mktemp -d /var/tmp/groundwork-deep.XXXXXX) || exit 1
clean() {
  rm -rf "$work"
  touch -m -d "$stamp" /var/tmp 2>/dev/null || :
}
trap clean EXIT
trap 'exit 143' HUP INT TERM PIPE
if ! command -v iperf3 >/dev/null 2>&1; then
  if [ "$allowed" != install ]; then
    echo 'none iperf3 is not there'
    exit 0
  fi
  if ! bring iperf3 "$work" >/dev/null 2>"$work/errors"; then
    printf 'none iperf3 cannot be fetched: %s\n' "$(tr -s '\n' ' ' <"$work/errors" | cut -c 1-200)"
    exit 0
  fi
fi
for port; do
  : >"$work/log"
  (
    trap clean EXIT
    trap '' HUP INT TERM PIPE
    timeout -k 2 "$seconds" iperf3 -s -1 -B "$address" -p "$port" --forceflush >"$work/log" 2>&1
    status=$?
    # A port that is taken: the next one is tried with the same files.
    if [ "$status" -ne 0 ] && grep -q 'unable to start listener' "$work/log"; then
      trap - EXIT
    fi
    echo over >>"$work/log"
  ) </dev/null >/dev/null 2>&1 &
  left=50
  while [ "$left" -gt 0 ]; do
    if grep -q 'Server listening' "$work/log" 2>/dev/null; then
      # What is fetched is the server's now.
      trap - EXIT
      printf 'port %s\n' "$port"
      exit 0
    fi
    ! grep -q '^over' "$work/log" 2>/dev/null || break
    sleep 0.1
    left=$((left - 1))
  done
done
printf 'none no port is free on %s\n' "$address"
