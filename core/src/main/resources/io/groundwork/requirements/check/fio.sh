# Measures the disk that carries DIRECTORY with fio, for SECONDS a pattern, in a file of MEGABYTES
# that is gone afterwards; where there is no fio, "install" fetches it for this alone. Prints "short
# AVAILABLE NEEDED", "none REASON", or for each pattern "run NAME DIRECT", fio's JSON and "end".
place=$1
seconds=$2
megabytes=$3
allowed=$4
[ -w "$place" ] || fail "no right to write to $place"
# At least as much has to be left as the test takes.
available=$(stat -f -c '%a %S' "$place" | awk '{ printf "%.0f", $1 * $2 }') || exit 1
needed=$((megabytes * 1048576 * 2))
if [ "$available" -lt "$needed" ]; then
  printf 'short %s %s\n' "$available" "$needed"
  exit 0
fi
stamp=$(stat -c %y "$place") || exit 1
fetched=$(stat -c %y /var/tmp) || exit 1
self=$(exec sh -c 'echo "$PPID"')
work=
tool=
clean() {
  [ -z "$work" ] || rm -rf "$work"
  # As if nothing had been there.
  if [ -n "$tool" ]; then
    rm -rf "$tool"
    touch -m -d "$fetched" /var/tmp 2>/dev/null || :
  fi
  touch -m -d "$stamp" "$place" 2>/dev/null || :
}
running=
leave() {
  [ -z "$running" ] || kill "$running" 2>/dev/null
  clean
  [ -z "$reaper" ] || kill "$reaper" 2>/dev/null
}
reaper=
trap leave EXIT
trap 'exit 143' HUP INT TERM PIPE
work=$(mktemp -d "$place/.groundwork-deep.XXXXXX") || fail "cannot make a directory in $place"
command -v timeout >/dev/null 2>&1 || fail "there is no timeout command to bound the test with"
command -v fio >/dev/null 2>&1 || tool=$(mktemp -d /var/tmp/groundwork-deep.XXXXXX) || exit 1
# Whoever started this: when one of them is gone, so is the connection, and this has to end.
above=
at=$self
while [ "${at:-0}" -gt 1 ]; do
  above="$above $at"
  at=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$at/status" 2>/dev/null)
done
(
  trap - EXIT
  trap '' HUP INT TERM PIPE
  left=$((seconds * 8 + 400))
  while [ "$left" -gt 0 ]; do
    for one in $above; do
      [ -d "/proc/$one" ] || left=0
    done
    sleep 1
    left=$((left - 1))
  done
  kill "$self" 2>/dev/null
  sleep 1
  # A process group of its own is what timeout makes.
  [ ! -r "$work/pid" ] || kill -9 -- "-$(cat "$work/pid")" 2>/dev/null
  clean
) </dev/null >/dev/null 2>&1 &
reaper=$!
if [ -n "$tool" ]; then
  if [ "$allowed" != install ]; then
    echo 'none fio is not there'
    exit 0
  fi
  if ! bring fio "$tool" >/dev/null 2>"$tool/errors"; then
    printf 'none fio cannot be fetched: %s\n' "$(tr -s '\n' ' ' <"$tool/errors" | cut -c 1-200)"
    exit 0
  fi
fi
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null) || jobs=1
[ "$jobs" -le 4 ] || jobs=4
direct=1
# measure NAME PATTERN BLOCK JOBS
measure() {
  # It may take as long again to write the file first. Killed, timeout kills fio.
  timeout -k 5 $((seconds * 2 + 60)) fio --name="$1" --filename="$work/file" --size="${megabytes}M" --rw="$2" --bs="$3" \
    --numjobs="$4" --iodepth=32 --ioengine=libaio --direct="$direct" --time_based \
    --runtime="$seconds" --group_reporting --randrepeat=0 --thread --output-format=json \
    --output="$work/out" >/dev/null 2>"$work/errors" &
  running=$!
  echo "$running" >"$work/pid"
  status=0
  wait "$running" || status=$?
  running=
  return "$status"
}
for pattern in 'write write 512k 1' 'randwrite randwrite 4k jobs' 'read read 512k 1' \
  'randread randread 4k jobs'; do
  # They are words.
  # shellcheck disable=SC2086
  set -- $pattern
  [ "$4" != jobs ] || set -- "$1" "$2" "$3" "$jobs"
  if ! measure "$@"; then
    if [ "$direct" = 1 ] && grep -qi 'direct\|invalid argument' "$work/errors" "$work/out"; then
      direct=0
      measure "$@" || fail "fio failed: $(head -c 300 "$work/errors")"
    else
      fail "fio failed: $(head -c 300 "$work/errors" "$work/out")"
    fi
  fi
  printf 'run %s %s\n' "$1" "$direct"
  # What fio says before the JSON is for people.
  sed -n '/^{/,/^}/p' "$work/out"
  echo end
done
