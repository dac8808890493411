# $1 seconds to wait for the lock; $2 options for apt-get; $3 options for dpkg; $4 what policy-rc.d
# answers, or empty; $5 what to do; $6... packages
lock=$1
options=$2
gw_dpkg_options=$3
policy=$4
sweep=$5
shift 5
case $sweep in
  upgrade) set -- --with-new-pkgs upgrade ;;
  fixed) set -- --fix-broken install "$@" ;;
  *) set -- "$sweep" "$@" ;;
esac
# shellcheck disable=SC2086 # options are words without wildcards
(without_services "$policy" apt_get "$lock" $options "$@")
