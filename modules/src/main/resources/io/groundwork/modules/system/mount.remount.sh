# $1 mount point  $2 options beside remount, or empty  $3... further arguments of mount
point=$1
options=remount${2:+,$2}
shift 2
mount -o "$options" "$@" "$point" || fail "$point could not be mounted anew"
