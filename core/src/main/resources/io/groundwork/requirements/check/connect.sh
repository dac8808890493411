# Tries to connect to each HOST:PORT behind SECONDS, all at once, and sends nothing. One line each:
# "target HOST PORT STATUS MESSAGE", after "tool NAME", or "tool none" alone.
seconds=$1
shift
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
