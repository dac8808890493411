# Waits for the end of standard input, then sees to it that the processes which listen.sh has left
# behind are gone. Prints "until UPTIME", and "left PID" for each that is still there.
cat >/dev/null
lives() {
  [ -r "/proc/$1/stat" ] && read -r line <"/proc/$1/stat" || return 1
  # shellcheck disable=SC2086
  set -- "$2" ${line##*") "}
  start=$1
  # A dead one that nobody has asked for yet holds no port.
  [ "$2" != Z ] || return 1
  shift 20
  [ "$1" = "$start" ]
} 2>/dev/null
left() {
  printf '%s\n' "$opened" | while read -r word process start; do
    [ "$word" != pid ] || ! lives "$process" "$start" || printf '%s\n' "$process"
  done
}
opened=$1
for signal in TERM TERM TERM TERM TERM KILL KILL; do
  processes=$(left)
  [ -n "$processes" ] || break
  for process in $processes; do
    kill -s "$signal" "$process" 2>/dev/null
  done
  sleep 0.1 2>/dev/null || sleep 1
done
read -r uptime rest </proc/uptime && printf 'until %s\n' "$uptime"
for process in $(left); do
  printf 'left %s\n' "$process"
done
