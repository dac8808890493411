# $1 seconds to wait for the lock; $2 "yes" to remove configuration too; $3 "yes" to allow changes
# of held packages; $4 "yes" to remove what nobody needs then; $5… names
lock=$1
verb=remove
[ "$2" != yes ] || verb=purge
held=$3
autoremove=$4
shift 4
[ "$held" != yes ] || set -- --allow-change-held-packages "$@"
[ "$autoremove" != yes ] || set -- --auto-remove "$@"
repair_dpkg "$lock"
apt_get "$lock" "$verb" "$@"
