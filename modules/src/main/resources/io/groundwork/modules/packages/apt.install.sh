# $1 seconds to wait for the lock; $2 options for apt-get; $3 options for dpkg; $4 what policy-rc.d
# answers, or empty; $5 path or URL of a package's file, or empty; $6... packages
lock=$1
options=$2
gw_dpkg_options=$3
policy=$4
deb=$5
shift 5

names=
for wanted; do
  case $wanted in
    *=*) names="$names $(package_of "$wanted")" ;;
  esac
done
offered=
if [ -n "$names" ]; then
  # shellcheck disable=SC2086 # names have no blanks and no wildcards
  offered=$(offers $names)
fi
count=$#
while [ "$count" -gt 0 ]; do
  wanted=$1
  shift
  case $wanted in
    *=*)
      exact=$(exact_specs "$offered" "$wanted") || exit 1
      set -- "$@" "$exact"
      ;;
    *) set -- "$@" "$wanted" ;;
  esac
  count=$((count - 1))
done

case $deb in
  '') ;;
  /*) set -- "$@" "$deb" ;;
  *)
    scratch=$(mktemp -d) || exit 1
    trap 'rm -rf "$scratch"' EXIT
    # The user who fetches for apt may have to read it there.
    chmod 0755 "$scratch"
    fetch_package "$deb" "$scratch/package.deb" || fail "$deb could not be fetched"
    set -- "$@" "$scratch/package.deb"
    ;;
esac

# shellcheck disable=SC2086 # options are words without wildcards
(without_services "$policy" apt_get "$lock" $options install "$@")
