# $1 unit
systemctl stop -- "$1" || {
  tell_about "$1"
  fail "$1 did not stop"
}
