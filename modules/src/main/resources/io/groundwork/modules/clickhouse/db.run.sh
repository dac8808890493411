# $1 address  $2 port  $3 user  $4 password  $5 statement
# shellcheck disable=SC2034 # read by the functions in front
GW_PASSWORD=$4
said=$(clickhouse "$1" "$2" "${3:-default}" "$5") || fail "$said"
