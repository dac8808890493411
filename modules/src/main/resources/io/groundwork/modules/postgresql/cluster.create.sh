# $1 version  $2 name  $3 port  $4 locale  $5 encoding  $6 yes: data checksums
# $7 method of local and $8 of remote logins until pg_hba.conf is written
checksums=
[ "$6" != yes ] || checksums=--data-checksums
# shellcheck disable=SC2086 # one word or none
said=$(pg_createcluster "$1" "$2" --port "$3" --locale "$4" --encoding "$5" -- \
  $checksums --auth-local="$7" --auth-host="$8" 2>&1) || fail "$said"
