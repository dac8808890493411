# shellcheck shell=sh
# Makes a directory and those above it that are missing; each new one gets the same attributes.
# $1 path  $2 mode (four octal digits)  $3 owner and $4 group, or empty
umask 077
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
  set_mode "$made" "$2"
done
