# $1 unit; $2 no: do not wait for it
reload_if_stale "$1"
forget_failures "$1"
if [ "$2" = no ]; then
  systemctl --no-block start -- "$1"
  exit
fi
systemctl start -- "$1" || {
  tell_about "$1"
  fail "$1 did not start"
}
insist_on_running "$1"
