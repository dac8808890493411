# $1 unit; $2 no: do not wait for it
if [ "$2" = no ]; then
  systemctl --no-block stop -- "$1"
  exit
fi
systemctl stop -- "$1" || {
  tell_about "$1"
  fail "$1 did not stop"
}
