# $@ arguments of groupadd
command -v groupadd >/dev/null 2>&1 || fail "there is no groupadd on this host"
groupadd "$@"
