# $1 unit
reload_if_stale "$1"
systemctl reload -- "$1" || {
  tell_about "$1"
  fail "$1 did not reload"
}
