# shellcheck shell=sh
# Makes a directory and those above it that are missing; each new one gets the same attributes.
# $1 path  $2 mode (four octal digits), or empty: 0755, and set-gid where the one above has it
# $3 owner and $4 group, or empty
if [ -n "$2" ]; then umask 077; else umask 022; fi
made=
rest=${1#/}
while [ -n "$rest" ]; do
  made=$made/${rest%%/*}
  case $rest in
    */*) rest=${rest#*/} ;;
    *) rest= ;;
  esac
  [ ! -d "$made" ] || continue
  mkdir "$made" || exit 1
  if [ -n "$3$4" ]; then
    chown "$3${4:+:$4}" "$made" || exit 1
  fi
  [ -z "$2" ] || set_mode "$made" "$2"
done
