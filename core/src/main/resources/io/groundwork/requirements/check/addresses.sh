# The host's own IPv4 addresses, and what DNS calls each NAMED address, without any its own public
# ones: "own INTERFACE ADDRESS", "reverse ADDRESS STATUS NAME", "forward NAME STATUS ADDRESS...".
command -v ip >/dev/null 2>&1 || fail "there is no ip command: install iproute2 (iproute)"
own=$(ip -4 -o addr show | awk '{ sub("/.*", "", $4); print $2, $4 }') || exit 1
printf '%s\n' "$own" | sed 's/^/own /'
if [ $# = 0 ]; then
  # They are words.
  # shellcheck disable=SC2046
  set -- $(printf '%s\n' "$own" | awk '
    $2 !~ /^(0|10|127|22[4-9]|2[3-5][0-9])\./ && $2 !~ /^(169\.254|192\.168|198\.1[89])\./ &&
    $2 !~ /^172\.(1[6-9]|2[0-9]|3[01])\./ { print $2 }')
fi
command -v getent >/dev/null 2>&1 || exit 0
bound=
command -v timeout >/dev/null 2>&1 && bound='timeout 5'
# /etc/hosts may say what the world does not see, so DNS alone is asked where that can be said.
service=
getent -s dns hosts 127.0.0.1 >/dev/null 2>&1
[ $? -gt 2 ] || service='-s dns'
ask() {
  status=0
  # The bound and the service are two words or none.
  # shellcheck disable=SC2086
  found=$($bound getent $service hosts "$1") || status=$?
  # shellcheck disable=SC2086
  set -- "$1" $found
  printf 'reverse %s %s %s\n' "$1" "$status" "${3:--}"
  [ -n "${3:-}" ] || return 0
  name=$3
  status=0
  # shellcheck disable=SC2086
  found=$($bound getent $service ahostsv4 "$name") || status=$?
  printf 'forward %s %s %s\n' "$name" "$status" \
    "$(printf '%s\n' "$found" | awk '!seen[$1]++ { printf "%s ", $1 }')"
}
for address; do
  ask "$address" &
done
wait
