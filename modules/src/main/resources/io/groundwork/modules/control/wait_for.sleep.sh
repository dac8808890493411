# $1 seconds
sleep "$1"
printf '%s\n' "$1"
