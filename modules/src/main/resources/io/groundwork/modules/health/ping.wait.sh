# $1 address  $2 port  $3 user  $4 password  $5 seconds
# shellcheck disable=SC2034 # read by the functions in front
GW_PASSWORD=$4
end=$(($(date +%s) + $5))
while :; do
  said=$(ask "$1" "$2" "$3")
  why=$(printf '%s\n' "$said" | sed 1d)
  case $said in
    up\ *)
      printf '%s\n' "$said"
      exit 0
      ;;
    refused*) fail "the login is refused: $why" ;;
  esac
  [ "$(date +%s)" -lt "$end" ] || fail "no answer on port $2 after $5 s: $why"
  sleep 0.5
done
