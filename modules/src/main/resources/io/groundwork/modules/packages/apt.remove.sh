# $1 seconds to wait for the lock; $2 options for apt-get; $3 options for dpkg; $4 what policy-rc.d
# answers, or empty; $5 remove or purge; $6... packages
lock=$1
options=$2
gw_dpkg_options=$3
policy=$4
verb=$5
shift 5
# shellcheck disable=SC2086 # options are words without wildcards
(without_services "$policy" apt_get "$lock" $options "$verb" "$@")
