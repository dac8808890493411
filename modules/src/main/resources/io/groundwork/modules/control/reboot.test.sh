# $1 the command that has to succeed.
sh -c "$1" >/dev/null || fail "$1 failed"
