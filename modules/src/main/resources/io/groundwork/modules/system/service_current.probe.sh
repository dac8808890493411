# $1 unit; $2... files. Says whether the unit runs, and whether it did so before a file changed.
if [ ! -d /run/systemd/system ] || ! command -v systemctl >/dev/null 2>&1; then
  echo no-systemd
  exit 0
fi
unit=$1
shift
shown=$(systemctl show -p ActiveState,ActiveEnterTimestampMonotonic,ExecMainStartTimestampMonotonic \
  -- "$unit") || exit 1
active=
begun=
entered=
while IFS='=' read -r key value; do
  case $key in
    ActiveState) active=$value ;;
    ExecMainStartTimestampMonotonic) begun=$value ;;
    ActiveEnterTimestampMonotonic) entered=$value ;;
  esac
done <<END
$shown
END
case $active in
  active | reloading) ;;
  *)
    echo idle
    exit 0
    ;;
esac
[ "${begun:-0}" != 0 ] || begun=${entered:-0}
now=$(date +%s.%N) || exit 1
read -r up rest </proc/uptime || exit 1
newest=
for file in "$@"; do
  [ -e "$file" ] || continue
  changed=$(stat -c %.Y "$file") || exit 1
  # Shell arithmetic has no fractions of seconds.
  if awk -v now="$now" -v up="$up" -v begun="$begun" -v changed="$changed" \
    'BEGIN { exit !(changed + 0 > now - up + begun / 1000000) }'; then
    newest="$newest $file"
  fi
done
if [ -n "$newest" ]; then
  echo outdated
else
  echo current
fi
context
for file in $newest; do printf '%s\n' "$file"; done
