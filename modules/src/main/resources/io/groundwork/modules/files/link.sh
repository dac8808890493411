# shellcheck shell=sh
# Puts a link at a path.
# $1 path  $2 what it points to, as the link says it  $3 link or hard
# $4 owner and $5 group, or empty
# $6 mode for what it points to, or empty  $7 yes: owner and group are for what it points to
parent=${1%/*}
stage=$(mktemp -d "${parent:-}/.groundwork.XXXXXXXX") || fail "cannot write in ${parent:-/}"
trap 'rm -rf "$stage"' EXIT
trap 'exit 1' HUP INT TERM
if [ "$3" = hard ]; then
  source=$(readlink -f "$2") || exit 1
  ln -- "$source" "$stage/link" || exit 1
else
  ln -s -- "$2" "$stage/link" || exit 1
fi
if [ -n "$4$5" ] && [ "$7" != yes ]; then
  chown -h "$4${5:+:$5}" "$stage/link" || exit 1
fi
if [ -d "$1" ] && [ ! -L "$1" ]; then
  rmdir "$1" || exit 1
fi
# Over a link to a directory mv would move into that directory.
if [ -L "$1" ] && [ -d "$1" ]; then
  mv -fT "$stage/link" "$1" 2>/dev/null || { rm -f "$1" && mv -f "$stage/link" "$1"; } || cannot "$1"
else
  mv -f "$stage/link" "$1" || cannot "$1"
fi
if [ "$7" = yes ]; then
  if [ -n "$4$5" ]; then
    chown "$4${5:+:$5}" "$1" || exit 1
  fi
  if [ -n "$6" ]; then
    chmod "$6" "$1" || exit 1
  fi
fi
