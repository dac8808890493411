# Moves a cluster to another port.
# $1 version  $2 name  $3 port
said=$(pg_conftool "$1" "$2" set port "$3" 2>&1) || fail "$said"
if pg_ctlcluster "$1" "$2" status >/dev/null 2>&1; then
  said=$(pg_ctlcluster "$1" "$2" restart 2>&1) || fail "$said"
fi
