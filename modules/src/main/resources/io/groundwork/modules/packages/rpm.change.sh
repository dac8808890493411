# $1 dnf or zypper; $2 seconds to wait for the lock; $3 options for it; $4 root directory, or empty;
# $5 "yes" to refresh what is known of the repositories first; $6 options of the verb; $7 the verb,
# or empty to refresh only; $8... packages
gw_manager=
find_manager "$1" || fail "there is no $1 on this host"
lock=$2
gw_options=$3
gw_root=$4
refresh=$5
gw_verb_options=$6
verb=$7
shift 7
await_rpm_lock "$lock"
ZYPP_LOCK_TIMEOUT=$lock
export ZYPP_LOCK_TIMEOUT
if [ "$refresh" = yes ]; then
  case $gw_manager in
    zypper) manager refresh ;;
    yum) manager makecache ;;
    *) manager makecache --refresh ;;
  esac || exit 1
fi
[ -n "$verb" ] || exit 0
case $gw_manager in
  zypper) ;;
  *) set -- -y "$@" ;;
esac
set -f
status=0
# shellcheck disable=SC2086 # words
manager "$verb" $gw_verb_options "$@" || status=$?
case $gw_manager:$status in
  # Done, but something has to be restarted, or the manager itself was changed.
  zypper:102 | zypper:103 | zypper:106) exit 0 ;;
esac
exit "$status"
