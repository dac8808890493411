# $1 seconds to wait for the lock; $2 yes, no or empty: recommended packages; $3 "yes" to allow
# downgrades; $4 "yes" to allow changes of held packages; $5 "yes" to remove what nobody needs then;
# $6… name or name=version
lock=$1
recommends=$2
downgrade=$3
held=$4
autoremove=$5
shift 5

names=
for wanted; do
  case $wanted in
    *=*) names="$names ${wanted%%=*}" ;;
  esac
done
offered=
if [ -n "$names" ]; then
  # shellcheck disable=SC2086 # names have no blanks and no wildcards
  offered=$(offers $names)
fi

# versions_of NAME: the versions that are offered of it, or nothing.
versions_of() {
  while read -r _ offered_name _ offered_versions; do
    if [ "$offered_name" = "$1" ]; then
      printf '%s\n' "$offered_versions"
    fi
  done <<END
$offered
END
}

count=$#
while [ "$count" -gt 0 ]; do
  wanted=$1
  shift
  case $wanted in
    *=*)
      versions=$(versions_of "${wanted%%=*}")
      # shellcheck disable=SC2086 # versions have no blanks and no wildcards
      exact=$(exact_version "${wanted#*=}" $versions) ||
        fail "${wanted#*=} of ${wanted%%=*} is not offered by the configured repositories; \
offered: ${versions:-nothing}"
      set -- "$@" "${wanted%%=*}=$exact"
      ;;
    *) set -- "$@" "$wanted" ;;
  esac
  count=$((count - 1))
done

case $recommends in
  yes) set -- -o APT::Install-Recommends=yes "$@" ;;
  no) set -- -o APT::Install-Recommends=no "$@" ;;
esac
[ "$downgrade" != yes ] || set -- --allow-downgrades "$@"
[ "$held" != yes ] || set -- --allow-change-held-packages "$@"
[ "$autoremove" != yes ] || set -- --auto-remove "$@"

repair_dpkg "$lock"
apt_get "$lock" install "$@"
