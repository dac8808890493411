# $1 server  $2 port  $3 name
said=$(ask "$1" "$2" "$3")
printf '%s\n' "$said" | head -n 1
context
printf '%s\n' "$said" | sed 1d
