# $1 seconds to wait for the lock; $2 options for dpkg
DEBIAN_FRONTEND=noninteractive
DEBCONF_NONINTERACTIVE_SEEN=true
export DEBIAN_FRONTEND DEBCONF_NONINTERACTIVE_SEEN
await_lock "$1"
options=
for option in $2; do
  options="$options --$option"
done
# shellcheck disable=SC2086 # options are words without wildcards
dpkg $options --configure -a
