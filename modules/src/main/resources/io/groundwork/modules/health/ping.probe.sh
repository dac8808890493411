# $1 address  $2 port  $3 user  $4 password
# shellcheck disable=SC2034 # read by the functions in front
GW_PASSWORD=$4
said=$(ask "$1" "$2" "$3")
case $said in
  up\ *) printf '%s\n' "$said" ;;
  *)
    printf '%s\n' "$said" | head -n 1
    context
    printf '%s\n' "$said" | sed 1d
    ;;
esac
