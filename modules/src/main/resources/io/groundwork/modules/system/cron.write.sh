# Makes the payload a crontab; cron itself checks it first.
# $1 user whose it is; empty for the one who asks  $2 yes: keep a copy of the old one
if [ -z "$1" ] || [ "$1" = "$(id -un)" ]; then
  set -- "$2"
else
  set -- "$2" -u "$1"
fi
if [ "$1" = yes ]; then
  copy=$(mktemp "${TMPDIR:-/tmp}/crontabXXXXXXXX") || fail "cannot keep a copy of the old crontab"
  shift
  crontab "$@" -l >"$copy" 2>/dev/null || :
  printf '%s\n' "$copy"
else
  shift
fi
payload | crontab "$@" - || fail "cron does not take the new crontab, the old one stays"
