# shellcheck shell=sh
# Gives what is there the present time.
# $1 path  $2 which times: -a, -m or empty for both  $3 yes: follow a link
if [ "$3" = yes ]; then
  touch -c ${2:+"$2"} "$1" || cannot "$1"
else
  touch -c -h ${2:+"$2"} "$1" || cannot "$1"
fi
