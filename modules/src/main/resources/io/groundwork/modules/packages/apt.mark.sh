# $1 seconds to wait for the lock; $2... packages
await_lock "$1"
shift
apt-mark -qq manual "$@"
