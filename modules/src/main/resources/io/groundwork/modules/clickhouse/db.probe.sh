# $1 address  $2 port  $3 user  $4 password  $5 database
# shellcheck disable=SC2034 # read by the functions in front
GW_PASSWORD=$4
if ! command -v clickhouse-client >/dev/null 2>&1; then
  echo absent
  exit 0
fi
if said=$(clickhouse "$1" "$2" "${3:-default}" 'SHOW DATABASES'); then
  there=no
  while IFS= read -r line; do
    [ "$line" != "$5" ] || there=yes
  done <<END
$said
END
  echo "up $there"
elif clickhouse_refuses "$said"; then
  echo refused
  context
  clickhouse_first_line "$said"
else
  echo down
  context
  clickhouse_first_line "$said"
fi
