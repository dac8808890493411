# $1 seconds to wait for the lock
repair_dpkg "$1"
refresh_lists "$1" || exit 1
# Where nothing was new apt leaves the time stamp alone, and the lists would still count as old.
touch /var/lib/apt/lists
