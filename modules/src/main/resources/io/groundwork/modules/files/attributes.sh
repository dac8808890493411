# shellcheck shell=sh
# Sets owner, group and mode of what is there.
# $1 path  $2 owner, $3 group, $4 mode (four octal digits), or empty  $5 yes: follow a link
if [ -n "$2$3" ]; then
  if [ "$5" = yes ]; then
    chown "$2${3:+:$3}" "$1" || cannot "$1"
  else
    chown -h "$2${3:+:$3}" "$1" || cannot "$1"
  fi
fi
if [ -n "$4" ]; then
  set_mode "$1" "$4"
fi
