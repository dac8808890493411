# The payload is the new content, if any. $1 configuration file; $2 0 or 1 for setenforce, or empty;
# $3 0 or 1 for the kernel's command line, or empty; $4 "yes" if there is a payload
if [ "$4" = yes ]; then
  resolve_link "$1"
  mode=$(stat -c %a "$gw_real") || exit 1
  owner=$(stat -c %u "$gw_real") || exit 1
  group=$(stat -c %g "$gw_real") || exit 1
  payload | replace_file "$gw_real" "$mode" "$owner" "$group" || exit 1
  ! command -v restorecon >/dev/null 2>&1 || restorecon "$gw_real"
fi
if [ -n "$2" ]; then
  setenforce "$2" || fail "setenforce $2 does not work"
fi
case $3 in
  0) grubby --update-kernel=ALL --args selinux=0 ;;
  1) grubby --update-kernel=ALL --remove-args selinux=0 ;;
esac
