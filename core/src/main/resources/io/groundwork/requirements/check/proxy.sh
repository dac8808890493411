# Asks the HTTP proxy HOST:PORT behind SECONDS for a tunnel to each TARGET, all at once, and sends
# nothing through it. One line each: "target HOST PORT STATUS MESSAGE", after "tool NAME".
seconds=$1
proxy=$2
shift 2
tool=none
if command -v timeout >/dev/null 2>&1 && command -v bash >/dev/null 2>&1; then
  tool=bash
fi
printf 'tool %s\n' "$tool"
[ "$tool" != none ] || exit 0
attempt() {
  # It is bash that expands these.
  # shellcheck disable=SC2016
  timeout "$seconds" bash -c '
    exec 3<>"/dev/tcp/$1/$2" || exit 1
    printf "CONNECT %s HTTP/1.1\r\nHost: %s\r\n\r\n" "$3" "$3" >&3
    IFS= read -r answer <&3 || { echo "the proxy hung up" >&2; exit 1; }
    case $answer in
      "HTTP/1."?" 2"*) ;;
      *) printf "the proxy answered %s\n" "${answer%?}" >&2; exit 1 ;;
    esac' proxy "${proxy%:*}" "${proxy##*:}" "$1" </dev/null 2>&1 >/dev/null
}
report() {
  status=0
  message=$(attempt "$1") || status=$?
  printf 'target %s %s %s %s\n' "${1%:*}" "${1##*:}" "$status" \
    "$(printf '%s' "$message" | tr -s '\n\t\r' '   ')"
}
for target; do
  report "$target" &
done
wait
