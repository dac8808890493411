# $1 seconds
sleep "$1"
