# Whether the clock follows a reference, from each tool that can tell: "TOOL WORDS".
PATH=$PATH:/usr/sbin:/sbin
bound=
command -v timeout >/dev/null 2>&1 && bound='timeout 5'
# The bound is two words or none.
# shellcheck disable=SC2086
if command -v timedatectl >/dev/null 2>&1; then
  # Before systemd 239 there is no "show".
  { $bound timedatectl show -p NTPSynchronized || $bound timedatectl status; } 2>/dev/null |
    sed -n -e 's/^NTPSynchronized=/timedatectl /p' \
      -e 's/^ *System clock synchronized: */timedatectl /p' \
      -e 's/^ *NTP synchronized: */timedatectl /p'
fi
# shellcheck disable=SC2086
if command -v chronyc >/dev/null 2>&1; then
  $bound chronyc -n tracking 2>/dev/null | sed -n 's/^Leap status *: */chronyc /p'
fi
# shellcheck disable=SC2086
if command -v ntpq >/dev/null 2>&1; then
  $bound ntpq -n -c 'rv 0 leap' 2>/dev/null | sed -n 's/^.*leap=\([0-9]*\).*$/ntpq \1/p'
fi
exit 0
