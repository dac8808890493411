# $1 "there" or "absent": what to wait for; $2 seconds to wait at most; $3 seconds before the first
# look; $4 seconds between looks; $5 what to say if it does not come; $6... as for "there"
wanted=$1
limit=$2
delay=$3
pause=$4
complaint=$5
shift 5
begin=$(date +%s)
[ "$delay" -eq 0 ] || sleep "$delay"
while :; do
  if there "$@"; then is=there; else is=absent; fi
  elapsed=$(($(date +%s) - begin))
  if [ "$is" = "$wanted" ]; then
    printf '%s\n' "$elapsed"
    exit 0
  fi
  [ "$elapsed" -lt "$limit" ] || fail "$complaint"
  sleep "$pause"
done
