# $1 group; $2 gid; $3 yes: another group may have it too
if [ "$3" = yes ]; then
  groupmod -o -g "$2" "$1"
else
  groupmod -g "$2" "$1"
fi
