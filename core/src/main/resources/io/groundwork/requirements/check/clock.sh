# Whether the clock follows a reference, from each tool that can tell: "TOOL WORDS".
PATH=$PATH:/usr/sbin:/sbin
bound=
told=
command -v timeout >/dev/null 2>&1 && bound='timeout 5'
# tell TOOL WORDS: a tool whose service is not up has none.
tell() {
  [ -n "$2" ] || return 0
  printf '%s %s\n' "$1" "$2"
  told=yes
}
[ ! -e /run/systemd/timesync/synchronized ] || tell timesyncd yes
# The bound is two words or none.
# shellcheck disable=SC2086
if command -v chronyc >/dev/null 2>&1; then
  tell chronyc "$($bound chronyc -n tracking 2>/dev/null | sed -n 's/^Leap status *: *//p')"
fi
# shellcheck disable=SC2086
if command -v ntpq >/dev/null 2>&1; then
  tell ntpq "$($bound ntpq -n -c 'rv 0 leap' 2>/dev/null | sed -n 's/^.*leap=\([0-9]*\).*$/\1/p')"
fi
# This wakes a service for half a minute, so it is asked last, and not in a container, whose clock
# is its machine's. Before systemd 239 there is no "show".
# shellcheck disable=SC2086
if [ -z "$told" ] && [ ! -e /run/systemd/container ] && command -v timedatectl >/dev/null 2>&1; then
  { $bound timedatectl show -p NTPSynchronized || $bound timedatectl status; } 2>/dev/null |
    sed -n -e 's/^NTPSynchronized=/timedatectl /p' \
      -e 's/^ *System clock synchronized: */timedatectl /p' \
      -e 's/^ *NTP synchronized: */timedatectl /p'
fi
exit 0
