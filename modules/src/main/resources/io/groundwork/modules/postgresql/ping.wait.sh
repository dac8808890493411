# Waits until a server answers.
# $1 port  $2 socket directory  $3 seconds
left=$(($3 * 5))
while :; do
  said=$(echo 'select 1;' | sql "$1" "$2" postgres 2>&1) && exit 0
  [ "$left" -gt 0 ] || fail "no PostgreSQL answers on port $1 after $3 s: $said"
  left=$((left - 1))
  sleep 0.2
done
