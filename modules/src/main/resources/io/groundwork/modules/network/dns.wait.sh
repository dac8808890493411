# $1 server  $2 port  $3 name  $4 seconds
end=$(($(date +%s) + $4))
while :; do
  said=$(ask "$1" "$2" "$3")
  [ "$said" != up ] || exit 0
  [ "$(date +%s)" -lt "$end" ] || fail "no answer after $4 s: $(printf '%s\n' "$said" | sed 1d)"
  sleep 0.5
done
