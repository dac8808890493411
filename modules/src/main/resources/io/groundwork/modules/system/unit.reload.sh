# $1 unit; $2 no: do not wait for it
reload_if_stale "$1"
if [ "$2" = no ]; then
  systemctl --no-block reload -- "$1"
  exit
fi
systemctl reload -- "$1" || {
  tell_about "$1"
  fail "$1 did not reload"
}
