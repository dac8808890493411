# Which of these packages are installed, whoever made them: "package NAME VERSION". Names after --
# are programs: "program NAME PATH" for those in the usual places that no package brought.
manager=
if command -v dpkg-query >/dev/null 2>&1; then
  manager=dpkg
elif command -v rpm >/dev/null 2>&1; then
  manager=rpm
fi
[ -n "$manager" ] || fail "there is neither dpkg nor rpm to ask for packages"
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  if [ "$manager" = dpkg ]; then
    # It is dpkg-query that expands these.
    # shellcheck disable=SC2016
    dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\n' "$1" 2>/dev/null |
      sed -n 's/^installed /package /p'
  else
    rpm -q --qf 'package %{NAME} %{VERSION}\n' "$1" 2>/dev/null | sed -n '/^package [^ ]* [^ ]*$/p'
  fi
  shift
done
[ $# -eq 0 ] || shift
for name; do
  for path in /usr/local/bin /usr/local/sbin /usr/bin /usr/sbin /opt/"$name"/bin; do
    [ -x "$path/$name" ] || continue
    if [ "$manager" = dpkg ]; then
      dpkg-query -S "$path/$name" >/dev/null 2>&1 && continue
    else
      rpm -qf "$path/$name" >/dev/null 2>&1 && continue
    fi
    printf 'program %s %s\n' "$name" "$path/$name"
    break
  done
done
exit 0
