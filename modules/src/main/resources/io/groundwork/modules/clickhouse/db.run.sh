# $1 address  $2 port  $3 user  $4 password  $5 statement
GW_PASSWORD=$4
said=$(clickhouse "$1" "$2" "${3:-default}" "$5") || fail "$said"
