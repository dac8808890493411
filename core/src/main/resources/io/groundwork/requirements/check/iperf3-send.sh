# Sends to ADDRESS and PORT for SECONDS with iperf3, which is fetched for it alone where ALLOWED says
# "install": "iperf3" and its JSON, or "failed REASON", "none REASON".
address=$1
port=$2
seconds=$3
allowed=$4
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
if timeout -k 2 $((seconds + 10)) iperf3 -c "$address" -p "$port" -t "$seconds" -J \
  >"$work/out" 2>"$work/errors"; then
  echo iperf3
  cat "$work/out"
else
  why=$(sed -n 's/.*"error":[^"]*"\(.*\)".*/\1/p' "$work/out" | head -n 1)
  printf 'failed %s\n' "${why:-$(head -c 200 "$work/errors" | tr -s '\n' ' ')}"
fi
