# shellcheck shell=sh
# Removes what is at a path, a directory with all that is in it.
# $1 path  $2 yes: it was a directory when this was planned
if [ "$2" = yes ]; then
  rm -rf -- "$1" || cannot "$1"
else
  rm -f -- "$1" || cannot "$1"
fi
