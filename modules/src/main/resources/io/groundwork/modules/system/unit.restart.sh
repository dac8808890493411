# $1 unit
reload_if_stale "$1"
forget_failures "$1"
systemctl restart -- "$1" || {
  tell_about "$1"
  fail "$1 did not start again"
}
insist_on_running "$1"
