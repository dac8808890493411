# $1 file with repositories; prints its mode and content, with an end that no content has
if [ ! -e "$1" ]; then
  echo absent
  exit 0
fi
[ -f "$1" ] || fail "$1 is no regular file"
stat -c 'mode %a' "$1"
cat "$1" || exit 1
printf '\n.\n'
