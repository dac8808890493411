# $1 file with nothing left in it  $2 yes: keep a copy
if [ "$2" = yes ]; then
  copy=$(mktemp "${TMPDIR:-/tmp}/crontabXXXXXXXX") || fail "cannot keep a copy of $1"
  cat "$1" >"$copy" || fail "cannot keep a copy of $1"
  printf '%s\n' "$copy"
fi
rm -f "$1"
